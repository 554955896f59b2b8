# escape=`

# The newest revision of version 1709, whichever that is on the day of the build.
FROM microsoft/windowsservercore:1709
SHELL ["powershell", "-Command"]
RUN Install-WindowsFeature Web-Server
