nFROM mcr.microsoft.com/windows/servercore:ltsc2022 AS build
WORKDIR C:\
COPY bin\Release\ C:\app\
VOLUME C:\data\
RUN xcopy /s C:\src C:\app\
ENTRYPOINT ["C:\app\app.exe"]
