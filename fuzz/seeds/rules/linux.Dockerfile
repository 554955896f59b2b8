nFROM golang:1.25 AS build
RUN apt-get update && apt-get install -y git
FROM mcr.microsoft.com/windows/nanoserver:ltsc2019
ARG VERSION=1
# escape=`
COPY --chown=1000:1000 --from=build /web.exe "C:\Program Files\web\"
COPY --from=0 C:\Windows\System32\netapi32.dll C:\Windows\System32\
USER root
ONBUILD RUN chmod +x web.exe
HEALTHCHECK --interval=5s CMD curl -f http://localhost || exit 1
FROM registry.example/web:$VERSION
