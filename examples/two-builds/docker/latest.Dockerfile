# escape=`

# No tag at all: once the newest Windows Server 2016 image, gone since 2019-04-16.
FROM microsoft/nanoserver
COPY app C:\app
