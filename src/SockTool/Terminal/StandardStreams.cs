using System.Runtime.Versioning;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Terminal;

/// <summary>Standard input, output and error as the parent handed them over; the only place that touches them.</summary>
internal sealed class StandardStreams
{
    private const int UsualColumns = 80;

    private readonly IReadOnlyList<bool> handedOver;

    private StandardStreams(IReadOnlyList<bool> handedOver) => this.handedOver = handedOver;

    public LastRites LastRites { get; } = new();

    /// <summary>What stands on the terminal where a line is to be told; null where nothing does.</summary>
    public IPrompt? Prompt { get; set; }

    public bool InputIsTerminal => IsTerminal(StandardDescriptors.Input);

    /// <summary>Whether there is no input at all: /dev/null, or none was handed over. An empty file is one.</summary>
    public bool InputIsNothing => !handedOver[StandardDescriptors.Input]
        || FileIdentity.IsNull(StandardDescriptors.Input);

    public bool OutputIsTerminal => IsTerminal(StandardDescriptors.Output);

    public bool ErrorIsTerminal => IsTerminal(StandardDescriptors.Error);

    /// <summary>How wide the terminal of standard error is.</summary>
    public int ErrorColumns => !ErrorIsTerminal ? UsualColumns
        : OperatingSystem.IsWindows() ? Console.WindowWidth
        : TerminalSize.ColumnsOf(StandardDescriptors.Error) ?? UsualColumns;

    /// <summary>no-color.org: any non-empty NO_COLOR switches colour off.</summary>
    public bool ErrorHasColour =>
        ErrorIsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && !IsDumb;

    /// <summary>Whether the terminal of standard error knows ED (ECMA-48 section 8.3.39), as all do that are not dumb; a console of Windows has to be asked to.</summary>
    public bool ErrorErases => ErrorIsTerminal && !OperatingSystem.IsWindows() && !IsDumb;

    /// <summary>The character set of the console, where the system has one for it and not in the locale.</summary>
    public static string? Encoding => OperatingSystem.IsWindows() ? Console.OutputEncoding.WebName : null;

    /// <summary>Must be called before anything opens a descriptor.</summary>
    public static StandardStreams Secure() => new(Platform.HasDescriptors ? StandardDescriptors.Secure() : [true, true, true]);

    public IInput OpenInput() => !handedOver[StandardDescriptors.Input] ? PayloadInput.Empty
        : Platform.HasDescriptors ? new DescriptorInput(StandardDescriptors.Input, OurEnds.Input)
        : new StreamInput(Console.OpenStandardInput(), OurEnds.Input);

    public IOutput OpenOutput() => !handedOver[StandardDescriptors.Output] ? new ClosedOutput(OurEnds.Output)
        : Platform.HasDescriptors ? new DescriptorOutput(StandardDescriptors.Output, OurEnds.Output)
        : PortableOutput.TryOpen() is { } file ? new StreamOutput(file, OurEnds.Output)
        : new ClosedOutput(OurEnds.Output);

    public void WriteError(ReadOnlySpan<byte> bytes)
    {
        if (!handedOver[StandardDescriptors.Error])
        {
            return;
        }

        if (!Platform.HasDescriptors)
        {
            using var error = Console.OpenStandardError();
            error.Write(bytes);
            return;
        }

        // That nobody reads what we tell can be told to nobody.
        _ = DescriptorIo.WriteAll(StandardDescriptors.Error, bytes);
    }

    /// <summary>Writes a line to standard error if that has room for it now (poll(2), PIPE_BUF of pipe(7)); it never waits. Whether it had.</summary>
    public bool TryWriteError(ReadOnlySpan<byte> line)
    {
        if (!Platform.HasDescriptors)
        {
            WriteError(line);
            return true;
        }

        if (!handedOver[StandardDescriptors.Error] || Readiness.Now(StandardDescriptors.Error, PollEvents.Write) != PollEvents.Write)
        {
            return false;
        }

        _ = DescriptorIo.Write(StandardDescriptors.Error, line);
        return true;
    }

    /// <summary>Writes to an inherited descriptor and closes it, so that its reader sees the end; 0 to 2 stay open.</summary>
    /// <exception cref="FailureException">It was not handed over to us (EBADF), or does not take all of it; kind OutputUnwritable.</exception>
    public static void WriteOnce(int descriptor, ReadOnlySpan<byte> bytes)
    {
        var errno = !Platform.HasDescriptors || !StandardDescriptors.IsInherited(descriptor) ? Errno.BadDescriptor : DescriptorIo.WriteAll(descriptor, bytes);
        if (errno != 0)
        {
            throw new FailureException(new Failure(FailureKind.OutputUnwritable, Operation.Write) { Subject = OurEnds.Descriptor(descriptor), Errno = errno });
        }

        if (descriptor > StandardDescriptors.Error)
        {
            _ = Libc.Close(descriptor);
        }
    }

    /// <summary>Paints on the terminal that standard output is. Of one that is gone the next read of its input tells.</summary>
    [UnsupportedOSPlatform("windows")]
    public static void WriteTerminal(ReadOnlySpan<byte> bytes) => _ = DescriptorIo.WriteAll(StandardDescriptors.Output, bytes);

    private static bool IsDumb => Environment.GetEnvironmentVariable("TERM") == "dumb";

    private bool IsTerminal(int descriptor) => handedOver[descriptor] && (Platform.HasDescriptors
        ? TerminalMode.IsTerminal(descriptor)
        : descriptor switch
        {
            StandardDescriptors.Input => !Console.IsInputRedirected,
            StandardDescriptors.Output => !Console.IsOutputRedirected,
            _ => !Console.IsErrorRedirected,
        });
}
