using System.IO.Pipes;
using System.Runtime.Versioning;
using SockTool.Core.Native;

namespace SockTool.Core.Tests.Native;

/// <summary>A child that runs a line of sh, and what it writes.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ShellChild : IAsyncDisposable
{
    private readonly StreamReader output;

    private ShellChild(ChildProcess process, StreamReader output)
    {
        Process = process;
        this.output = output;
    }

    internal ChildProcess Process { get; }

    internal static ShellChild Running(string script) => Starting(Of(script));

    internal static ShellChild Starting(ChildStart start)
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        var process = ChildProcess.Start(start with { StandardOutput = ChildDescriptor.Of(pipe.ClientSafePipeHandle) });
        pipe.DisposeLocalCopyOfClientHandle();
        return new(process, new StreamReader(pipe));
    }

    internal static ChildStart Of(string script) => new()
    {
        Program = "sh",
        Arguments = ["-c", script],
        Environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C"],
        StandardError = ChildDescriptor.Nothing,
    };

    internal Task<string> OutputAsync() => output.ReadToEndAsync().WaitAsync(Patience.Limit);

    internal async Task<string> LineAsync() => await output.ReadLineAsync().WaitAsync(Patience.Limit) ?? "";

    internal Task<ChildExit> ExitAsync() => Process.ExitAsync().WaitAsync(Patience.Limit);

    public async ValueTask DisposeAsync()
    {
        await Process.EndAsync(TimeSpan.Zero, TimeProvider.System);
        output.Dispose();
    }
}
