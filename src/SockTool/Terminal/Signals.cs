using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Sessions;

namespace SockTool.Terminal;

/// <summary>
/// INT, TERM, HUP and QUIT end the run, with the grace that it has; a second one ends the process at once, with a word of it, and its
/// connections with RST. One that was ignored at start stays ignored (nohup). HUP may be given another meaning.
/// </summary>
internal sealed class Signals : IDisposable
{
    private const int FileSizeExceeded = 25;
    private const int Hangup = 1;
    private const int Default = 0;
    private const int Ignore = 1;

    private static readonly (PosixSignal Signal, int Number, string Name)[] Ending =
    [
        (PosixSignal.SIGHUP, 1, "SIGHUP"), (PosixSignal.SIGINT, 2, "SIGINT"), (PosixSignal.SIGQUIT, 3, "SIGQUIT"), (PosixSignal.SIGTERM, 15, "SIGTERM"),
    ];

    // timeout(1) signals its command and then the command's group: to us that is one signal.
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(200);

    private readonly List<PosixSignalRegistration> registrations;
    private readonly LastRites rites;
    private readonly LastWord word;
    private readonly bool isHangupIgnored;
    private volatile Action? hangup;
    private Heard? first;

    private Signals(Stopper run, LastRites rites, LastWord word)
    {
        (this.rites, this.word) = (rites, word);
        var ignored = IgnoredAtStart();
        isHangupIgnored = (ignored & (1UL << (Hangup - 1))) != 0;
        registrations = [.. Ending
            .Where(ending => (ignored & (1UL << (ending.Number - 1))) == 0)
            .Select(ending => PosixSignalRegistration.Create(ending.Signal, context => Handle(context, run, ending.Number, ending.Name)))];
    }

    public static Signals Watch(Stopper run, LastRites rites, LastWord word)
    {
        if (Platform.HasDescriptors)
        {
            // A write over RLIMIT_FSIZE must fail with EFBIG, not end the process (setrlimit(2)).
            _ = ProcessLibc.signal(FileSizeExceeded, Ignore);
        }

        return new Signals(run, rites, word);
    }

    public void Dispose() => registrations.ForEach(registration => registration.Dispose());

    /// <summary>
    /// From now on HUP does this and ends nothing; dispose what is returned to end that. One that was ignored at start is
    /// heard then too: it would not end the run.
    /// </summary>
    public IDisposable OnHangup(Action act)
    {
        hangup = act;
        if (isHangupIgnored && Platform.HasDescriptors)
        {
            // The framework hears of nothing that was ignored at its start.
            _ = ProcessLibc.signal(Hangup, Default);
        }

        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, Hear));
        return new Hearing(this);
    }

    private void Hear(PosixSignalContext context)
    {
        context.Cancel = true;
        hangup?.Invoke();
    }

    private void Handle(PosixSignalContext context, Stopper run, int number, string name)
    {
        context.Cancel = true;
        if (context.Signal == PosixSignal.SIGHUP && hangup is not null)
        {
            return;
        }

        var failure = new Failure(FailureKind.Signalled, Operation.Run) { Subject = name, Number = number };
        if (Interlocked.CompareExchange(ref first, new Heard(number, Stopwatch.GetTimestamp()), null) is { } earlier && Platform.HasDescriptors)
        {
            if (earlier.Number == number && Stopwatch.GetElapsedTime(earlier.At) < Echo)
            {
                return;
            }

            rites.Perform();
            word.Say(failure);
            Libc.ExitNow(ExitCodes.OfSignal(number));
        }

        run.Retire(new StopReason(EndedBy.Signal, failure));
    }

    private static ulong IgnoredAtStart()
    {
        const string Status = "/proc/self/status";
        const string Field = "SigIgn:";
        return File.Exists(Status) && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal)) is { } line
            ? ulong.Parse(line[Field.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : 0;
    }

    private sealed record Heard(int Number, long At);

    private sealed class Hearing(Signals signals) : IDisposable
    {
        public void Dispose() => signals.hangup = null;
    }
}
