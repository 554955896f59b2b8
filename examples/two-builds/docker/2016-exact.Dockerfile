# escape=`

# One revision of Windows Server 2016, named by its OS version.
FROM microsoft/nanoserver:10.0.14393.1770
COPY app C:\app
