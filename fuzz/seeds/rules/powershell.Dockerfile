n# escape=`
# syntax=docker/dockerfile:1
ARG TAG
FROM mcr.microsoft.com/windows/servercore:${TAG} AS core
SHELL ["powershell", "-Command"]
RUN Get-Item C:\ && `
    # a comment between
    Remove-Item C:\temp || exit 1
ENV PATH="C:\app;${PATH}" HOME=%USERPROFILE%
RUN --mount=type=cache,target=C:\cache <<EOF cmd <<-'LAST'
dir
EOF
	dir
	LAST
STOPSIGNAL SIGQUIT
