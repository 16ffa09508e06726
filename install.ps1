# Builds sock from this checkout, installs it for this user, and proves that it works.
# Windows, PowerShell 5.1 or later.
[CmdletBinding(PositionalBinding = $false)]
param(
    [string] $Prefix,
    [switch] $Uninstall,
    [switch] $Help,
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Unknown
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$usage = @'
usage: install.ps1 [-Prefix DIR] [-Uninstall]

Builds sock from this checkout with the .NET 10 SDK and installs it for you,
without administrator rights: as a native program where the C++ build tools can
link one, else as a portable one. Run it again to upgrade. The completions of
PowerShell go to DIR\share\sock; the manual is what sock --help-man prints.
Where scripts are disabled: powershell -ExecutionPolicy Bypass -File install.ps1

  -Prefix DIR   install into DIR instead of ~\.dotnet\tools
  -Uninstall    remove sock again, from DIR if given
  -Help         show this
'@

function Main {
    if ($Help) { $usage; return }
    if ($Unknown) { Stop-Misused "unknown option '$($Unknown[0])'" }
    if ($given.ContainsKey('Prefix') -and -not $Prefix) { Stop-Misused '-Prefix needs a folder' }
    if ([Environment]::OSVersion.Platform -ne 'Win32NT') { Stop-Failed 'this script is for Windows' 'run install.sh' }

    $newest = Get-NewestSdk
    $folder = Get-Folder
    $temporary = Join-Path ([IO.Path]::GetTempPath()) ('sock-install.' + [guid]::NewGuid().ToString('N'))
    $log = Join-Path $temporary 'log'
    $null = New-Item -ItemType Directory $temporary
    $saved = Set-Surroundings
    Push-Location -LiteralPath $temporary # a global.json elsewhere has no say in which SDK runs
    try {
        if ($Uninstall) { Uninstall-Sock } else { Install-Sock }
    }
    finally {
        Pop-Location
        foreach ($name in $saved.Keys) { Set-Item "Env:$name" -Value $saved[$name] }
        Remove-Item -LiteralPath $temporary -Recurse -Force -ErrorAction SilentlyContinue
    }
}

function Install-Sock {
    $project = Join-Path $PSScriptRoot 'src\SockTool'
    if (-not (Test-Path -LiteralPath (Join-Path $project 'SockTool.csproj'))) {
        Stop-Failed 'src\SockTool is not beside this script' 'run install.ps1 from a checkout of sock'
    }
    Assert-Writable

    'building sock, this takes a minute the first time ...'
    $package = Join-Path $temporary 'package'
    $kind = Build-Packages
    $built = @(Get-ChildItem -LiteralPath $package -Filter 'SockTool.*.nupkg' | Where-Object { $_.Name -match '^SockTool\.\d' })[0]
    $version = $built.BaseName.Substring('SockTool.'.Length)
    $configuration = Join-Path $package 'nuget.config'
    Set-Content -LiteralPath $configuration -Encoding ASCII -Value `
        '<configuration><packageSources><clear /><add key="built" value="." /></packageSources></configuration>'

    if (Test-Installed) { Remove-Sock }
    # The version may be the same as last time: only this folder is a source, and no cache is asked.
    $env:NUGET_PACKAGES = Join-Path $temporary 'cache'
    Invoke-Quietly 'the installation failed' {
        dotnet tool install SockTool --tool-path $folder --version $version --configfile $configuration
    }

    $sock = Join-Path $folder 'sock.exe'
    $runtime = Find-Runtime
    $digest = Test-Sock
    $completions = Copy-Completions
    Show-WhatNext
}

function Get-Completions { Join-Path $folder 'share\sock\sock.ps1' }

# A link is replaced and not written through. What cannot be put there is told, and fails nothing.
function Copy-Completions {
    $path = Get-Completions
    try {
        $null = New-Item -ItemType Directory -Force (Split-Path $path)
        if (Get-Item -LiteralPath $path -Force -ErrorAction SilentlyContinue) { Remove-Item -LiteralPath $path -Force }
        Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'completions\sock.ps1') -Destination $path
        $path
    }
    catch { $null = $_ }
}

# Whether there were any.
function Remove-Completions {
    $path = Get-Completions
    $there = [bool] (Get-Item -LiteralPath $path -Force -ErrorAction SilentlyContinue)
    if ($there) {
        try { Remove-Item -LiteralPath $path -Force } catch { Stop-Failed "cannot remove '$path'" }
    }
    Remove-IfEmpty (Split-Path $path)
    Remove-IfEmpty (Join-Path $folder 'share')
    $there
}

function Remove-IfEmpty([string] $path) {
    if ((Test-Path -LiteralPath $path) -and -not (Get-ChildItem -LiteralPath $path -Force)) { Remove-Item -LiteralPath $path -Force }
}

# As scripts/pack.sh --here: this system's own package, and the pointer to it; else one that runs everywhere.
function Build-Packages {
    $system = "$(dotnet msbuild $project -getProperty:NETCoreSdkPortableRuntimeIdentifier)".Trim()
    $why = 'the C++ build tools are not here'
    if (Test-Linker) {
        foreach ($framework in 'net10.0', 'net9.0') {
            # By the environment: as a property it would not reach the restore of the project that is referenced.
            $env:TargetFramework = $framework
            $why = 'no package source has the native runtime'
            if (-not (Test-Dotnet restore @('-r', $system, '-p:PublishAot=true'))) { continue }
            $why = 'the native build failed'
            $both = @('-p:PublishAot=true', "-p:ToolSystems=$system")
            if (-not (Test-Dotnet pack (@('-r', $system) + $both)) -or -not (Test-Dotnet pack $both)) {
                $first = Select-String -LiteralPath $log -Pattern 'error.*' | Select-Object -First 1
                if ($first) { $why += ": $($first.Matches[0].Value)" }
                break
            }
            if ($framework -eq 'net10.0') { return 'native' }
            return 'native, for .NET 9, as no package source has the native runtime of .NET 10; support for .NET 9 ended on 2026-11-10'
        }
        $env:TargetFramework = $saved['TargetFramework']
        Remove-Item -LiteralPath $package -Recurse -Force -ErrorAction SilentlyContinue
    }
    $framework = 'portable'
    if (Test-Dotnet pack @("-p:ToolSystems=$system")) { return "portable, as $why" }
    Remove-Item -LiteralPath $package -Recurse -Force -ErrorAction SilentlyContinue
    if (Test-Dotnet pack @()) { return "portable and not precompiled, as $why" }
    Stop-WithLog 'the build failed' $log
}

# Warnings and analyzers are the developers' business; a newer SDK must not fail an installation.
function Test-Dotnet([string] $verb, [string[]] $options) {
    $ErrorActionPreference = 'Continue' # 5.1 takes a program's redirected stderr for an error
    $all = @($project, '--artifacts-path', (Join-Path $temporary "artifacts.$framework"), '-p:RunAnalyzers=false',
        '-p:TreatWarningsAsErrors=false', '-p:UseSharedCompilation=false')
    if ($verb -eq 'pack') { $all += @('-c', 'Release', '-o', $package) }
    dotnet $verb @all @options *> $log
    $LASTEXITCODE -eq 0
}

# Where the native build looks for them too (vswhere, which the installer of Visual Studio always leaves there).
function Test-Linker {
    $ErrorActionPreference = 'Continue'
    if (-not ${env:ProgramFiles(x86)}) { return $false }
    $vswhere = Join-Path ${env:ProgramFiles(x86)} 'Microsoft Visual Studio\Installer\vswhere.exe'
    if (-not (Test-Path -LiteralPath $vswhere)) { return $false }
    $tools = if ($env:PROCESSOR_ARCHITECTURE -eq 'ARM64') { 'Microsoft.VisualStudio.Component.VC.Tools.ARM64' } else { 'Microsoft.VisualStudio.Component.VC.Tools.x86.x64' }
    [bool] (& $vswhere -latest -prerelease -products '*' -requires $tools -property installationPath 2>$null)
}

function Uninstall-Sock {
    $completions = Remove-Completions
    if (Test-Installed) {
        Remove-Sock
        "sock removed from $folder"
    }
    elseif (-not $completions) {
        "nothing to remove: sock is not installed in $folder"
    }
    if ($completions) { "completions removed from $(Join-Path $folder 'share')" }
}

function Test-Installed { Test-Path -LiteralPath (Join-Path $folder '.store\socktool') }

function Remove-Sock {
    Invoke-Quietly "the version in $folder cannot be removed" { dotnet tool uninstall SockTool --tool-path $folder }
    foreach ($left in '.store\.stage', '.store') { Remove-IfEmpty (Join-Path $folder $left) }
}

function Get-NewestSdk {
    $where = 'get it from https://dotnet.microsoft.com/download'
    if (-not (Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue)) {
        Stop-Failed 'dotnet is not on PATH; sock needs the .NET 10 SDK' $where
    }
    $newest = @(dotnet --list-sdks | Where-Object { $_ -match '^\d+\.' } | Sort-Object { [int] $_.Split('.')[0] })[-1]
    if (-not $newest) { Stop-Failed 'dotnet is here, but without an SDK; sock needs the .NET 10 SDK' $where }
    if ([int] $newest.Split('.')[0] -lt 10) {
        Stop-Failed "the newest .NET SDK here is $($newest.Split(' ')[0]); sock needs 10 or later" $where
    }
    $newest
}

# A global tool is a tool in this folder: one option serves both cases.
function Get-Folder {
    if ($Prefix) { return $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Prefix).TrimEnd('\') }
    $user = if ($env:DOTNET_CLI_HOME) { $env:DOTNET_CLI_HOME } else { $env:USERPROFILE }
    if (-not $user) { Stop-Failed 'USERPROFILE is not set' 'choose a folder with -Prefix DIR' }
    Join-Path $user '.dotnet\tools'
}

function Assert-Writable {
    try {
        $null = New-Item -ItemType Directory -Force $folder
        $probe = Join-Path $folder ([guid]::NewGuid().ToString('N'))
        [IO.File]::WriteAllText($probe, '')
        Remove-Item -LiteralPath $probe
    }
    catch {
        Stop-Failed "cannot write to '$folder'" 'choose another folder with -Prefix DIR'
    }
}

# The script runs inside the caller's session, so what it sets is put back at the end.
function Set-Surroundings {
    $wanted = @{
        TMP                                = $temporary # dotnet's own leftovers go with it
        TEMP                               = $temporary
        DOTNET_NOLOGO                      = '1'
        DOTNET_GENERATE_ASPNET_CERTIFICATE = 'false'
        DOTNET_ADD_GLOBAL_TOOLS_TO_PATH    = 'false' # a first run would edit the user's PATH
        MSBUILDDISABLENODEREUSE            = '1' # no process outlives the build
        DOTNET_CLI_USE_MSBUILD_SERVER      = '0'
    }
    $saved = @{ NUGET_PACKAGES = $env:NUGET_PACKAGES; DOTNET_ROOT = $env:DOTNET_ROOT; TargetFramework = $env:TargetFramework }
    foreach ($name in $wanted.Keys) {
        $saved[$name] = [Environment]::GetEnvironmentVariable($name)
        Set-Item "Env:$name" -Value $wanted[$name]
    }
    $saved
}

# A tool looks for .NET in the system's places only; an SDK elsewhere must be named.
function Find-Runtime {
    $ErrorActionPreference = 'Continue'
    $null = & $sock --version 2>&1
    if ($LASTEXITCODE -ne 0 -and -not $env:DOTNET_ROOT) {
        $runtime = $newest -replace '^.*\[(.*)[\\/]sdk\]$', '$1'
        $env:DOTNET_ROOT = $runtime
        $runtime
    }
}

function Test-Sock {
    Invoke-Quietly 'self test: sock --version failed' { & $sock --version }
    $said = (Get-Content -LiteralPath $log) -join ' '
    if (-not $said.Contains($version)) { Stop-Failed "self test: sock --version says '$said', not $version" }

    $data, $got, $ready, $nothing = 'data', 'got', 'ready', 'nothing' | ForEach-Object { Join-Path $temporary $_ }
    $bytes = New-Object byte[] 16777216
    (New-Object Random 42).NextBytes($bytes)
    [IO.File]::WriteAllBytes($data, $bytes)
    [IO.File]::WriteAllText($nothing, '')

    $started = @()
    try {
        $server = Start-Sock "listen 127.0.0.1:0 --ready-file `"$ready`" --output `"$got`"" 'listen'
        $started += $server
        $deadline = [DateTime]::UtcNow.AddSeconds(30)
        $address = ''
        while (-not $address.EndsWith("`n")) {
            if ($server.HasExited) { Stop-WithLog "self test: sock listen ended with $($server.ExitCode)" (Get-Log 'listen') }
            if ([DateTime]::UtcNow -gt $deadline) { Stop-WithLog 'self test: sock listen was not ready after 30 s' (Get-Log 'listen') }
            Start-Sleep -Milliseconds 100
            try { $address = [IO.File]::ReadAllText($ready) } catch { $address = '' }
        }

        $client = Start-Sock "connect $($address.Trim()) --input `"$data`"" 'connect'
        $started += $client
        Wait-Sock $client 'connect'
        Wait-Sock $server 'listen'
    }
    finally {
        foreach ($process in $started) { if (-not $process.HasExited) { $process.Kill(); $process.WaitForExit() } }
    }

    $digest = (Get-FileHash -LiteralPath $data -Algorithm SHA256).Hash
    if ((Get-FileHash -LiteralPath $got -Algorithm SHA256).Hash -ne $digest) {
        Stop-Failed "self test: $($bytes.Length) bytes sent, $((Get-Item -LiteralPath $got).Length) received, and their sha256 differ"
    }
    $digest.ToLowerInvariant()
}

# The bytes go by --input and --output: PowerShell's own redirection may turn them into text.
function Start-Sock([string] $arguments, [string] $name) {
    $process = Start-Process -FilePath $sock -ArgumentList $arguments -NoNewWindow -PassThru `
        -RedirectStandardInput $nothing -RedirectStandardOutput (Join-Path $temporary "$name.out") -RedirectStandardError (Get-Log $name)
    $null = $process.Handle # without it, ExitCode is empty in 5.1
    $process
}

function Get-Log([string] $name) { Join-Path $temporary "$name.log" }

function Wait-Sock($process, [string] $name) {
    if (-not $process.WaitForExit(60000)) { Stop-WithLog "self test: sock $name did not end within 60 s" (Get-Log $name) }
    if ($process.ExitCode -ne 0) { Stop-WithLog "self test: sock $name ended with $($process.ExitCode)" (Get-Log $name) }
}

function Show-WhatNext {
    "sock $version ($kind) installed in $folder"
    "self test passed: 16 MiB through sock, sha256 $digest"
    if ($completions) { "completions for PowerShell installed in $completions" }
    else { "completions left out: cannot write to '$(Get-Completions)'" }
    $lines = @(
        if ($runtime) { "`$env:DOTNET_ROOT = $(Get-Quoted $runtime)" }
        if (@($env:Path.Split(';') | ForEach-Object { $_.TrimEnd('\') }) -notcontains $folder) { "`$env:Path = $(Get-Quoted "$folder;") + `$env:Path" }
        if ($completions) { ". $(Get-Quoted $completions)" }
    )
    if ($lines) {
        ''
        'add to your PowerShell profile ($PROFILE):'
        $lines | ForEach-Object { "  $_" }
    }
    ''
    'type first, in two terminals:'
    '  sock listen 50000'
    '  sock connect 127.0.0.1 50000'
}

# An apostrophe, as in the name of a user, ends no string.
function Get-Quoted([string] $text) { "'$($text.Replace("'", "''"))'" }

function Invoke-Quietly([string] $message, [scriptblock] $command) {
    $ErrorActionPreference = 'Continue' # 5.1 takes a program's redirected stderr for an error
    & $command *> $log
    if ($LASTEXITCODE -ne 0) { Stop-WithLog $message $log }
}

function Stop-WithLog([string] $message, [string] $file) {
    Get-Content -LiteralPath $file -ErrorAction SilentlyContinue | ForEach-Object { [Console]::Error.WriteLine($_) }
    Stop-Failed $message
}

function Stop-Failed([string] $message, [string] $hint) {
    [Console]::Error.WriteLine("install.ps1: error: $message")
    if ($hint) { [Console]::Error.WriteLine("install.ps1: hint: $hint") }
    exit 1
}

function Stop-Misused([string] $message) {
    [Console]::Error.WriteLine("install.ps1: error: $message")
    [Console]::Error.WriteLine('install.ps1: hint: see install.ps1 -Help')
    exit 2
}

$given = $PSBoundParameters
Main
