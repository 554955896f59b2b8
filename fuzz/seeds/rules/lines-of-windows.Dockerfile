n# escape=`
# escape=\
FROM --platform=windows/amd64 registry.example/base:1
ADD [ "a", "b c", "D:\" ]
RUN powershell `
  -Command dir
WORKDIR D:
