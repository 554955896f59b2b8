# escape=`

# One update of version 1709, named by its article.
FROM microsoft/nanoserver:1709_KB4043961
COPY app C:\app
