@echo off
rem Starts Circuit Explorer with a Java runtime that is new enough and the flags the program needs.
rem CIRCUIT_EXPLORER_OPTS holds further options for the Java virtual machine, for example -Xmx8g.
setlocal EnableExtensions DisableDelayedExpansion

set "oldest=25"
for %%I in ("%~dp0..") do set "home=%%~fI"

set "java="
call :try "%home%\runtime"
if not defined java if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined java for /f "delims=" %%J in ('where java 2^>nul') do for %%H in ("%%~dpJ..") do if not defined java call :try "%%~fH"
if not defined java for /d %%D in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\BellSoft\*" "%ProgramFiles%\Amazon Corretto\*" "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*") do if not defined java call :try "%%~D"
if not defined java (
    >&2 echo Circuit Explorer needs Java %oldest% or newer and found none: install one, for example from https://adoptium.net, or set JAVA_HOME to it.
    exit /b 2
)

"%java%" --module-path "%home%\lib\javafx" --add-modules ALL-MODULE-PATH,jdk.incubator.vector --add-exports=javafx.base/com.sun.javafx.event=ALL-UNNAMED --enable-native-access=ALL-UNNAMED,javafx.graphics --sun-misc-unsafe-memory-access=allow -XX:+UseParallelGC "-Dcircuitexplorer.home=%home%" %CIRCUIT_EXPLORER_OPTS% -cp "%home%\lib\*;%home%\lib\nd4j\*" org.circuitexplorer.app.Main %*
exit /b %ERRORLEVEL%

rem Takes the folder of a Java runtime and sets java when it is new enough.
:try
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=2 delims==" %%V in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do for /f "delims=." %%M in (%%V) do if %%M GEQ %oldest% set "java=%~1\bin\java.exe"
exit /b 0
