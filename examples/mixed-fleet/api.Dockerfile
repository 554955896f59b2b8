# escape=`

ARG WINDOWS=ltsc2025
FROM mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022 AS build
WORKDIR C:\src
COPY . .
RUN dotnet publish -o C:\out

FROM mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-${WINDOWS}
COPY --from=build C:\out C:\app
ENTRYPOINT ["dotnet", "C:\\app\\api.dll"]
