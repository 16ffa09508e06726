using System.Net;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Access;

/// <summary>
/// The rules in force, which change while it listens: files and names are looked at again when that is asked for. Until they
/// are read for the first time nobody is let in; what cannot be read later leaves in force what was.
/// </summary>
public sealed class AccessGate(AccessRules rules, SocketSettings settings) : IAdmission, IAsyncDisposable
{
    // A disk or a name server that is silent must not hold up the next time.
    private static readonly TimeSpan LimitOfReadingAgain = TimeSpan.FromSeconds(10);

    private delegate Task<IReadOnlyList<AccessRule>> FileReader(string path, CancellationToken cancellation);

    private readonly CancellationTokenSource over = new();
    private readonly Lock gate = new();
    private volatile AccessList? list;
    private Task reading = Task.CompletedTask;
    private bool isAskedAgain;

    public bool Admits(EndPoint? peer) => peer is IPEndPoint { Address: var address } && list?.Admits(address) == true;

    /// <exception cref="FailureException">A file cannot be read or understood, or a name not resolved.</exception>
    public Task OpenAsync(CancellationToken cancellation) => ReadAsync(AccessFile.ReadAsync, cancellation);

    /// <summary>Reads the files again, and says how that went. Asked for while it does so, it begins once more afterwards.</summary>
    public void ReadAgain()
    {
        lock (gate)
        {
            isAskedAgain = true;
            reading = reading.IsCompleted ? Task.Run(ReadWhileAskedAsync, CancellationToken.None) : reading;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await reading;
        over.Dispose();
    }

    private async Task ReadWhileAskedAsync()
    {
        while (IsAskedStill())
        {
            try
            {
                await Limited.RunAsync(
                    async cancellation =>
                    {
                        await ReadAsync(AccessFile.ReadAgainAsync, cancellation);
                        return true;
                    },
                    LimitOfReadingAgain,
                    new Failure(FailureKind.TimedOut, Operation.Read) { Subject = string.Join(", ", rules.AllowedFiles.Concat(rules.DeniedFiles)) },
                    settings.Clock,
                    over.Token);
            }
            catch (FailureException failed)
            {
                settings.Observer.AccessKept(failed.Failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // The one that ends and the next that is asked for must not miss each other.
    private bool IsAskedStill()
    {
        lock (gate)
        {
            var asked = isAskedAgain;
            isAskedAgain = false;
            reading = asked ? reading : Task.CompletedTask;
            return asked;
        }
    }

    private async Task ReadAsync(FileReader reader, CancellationToken cancellation)
    {
        var allowed = await RangesAsync(rules.Allowed, rules.AllowedFiles, reader, cancellation);
        var denied = await RangesAsync(rules.Denied, rules.DeniedFiles, reader, cancellation);
        list = new AccessList(rules.OnlyAllowed ? new AddressSet(allowed) : null, new AddressSet(denied));
        settings.Observer.AccessRead(rules.OnlyAllowed ? allowed.Count : null, denied.Count);
    }

    private async Task<IReadOnlyList<AddressRange>> RangesAsync(IEnumerable<AccessRule> given, IReadOnlyList<string> files, FileReader reader, CancellationToken cancellation)
    {
        var all = given.ToList();
        foreach (var file in files)
        {
            all.AddRange(await reader(file, cancellation));
        }

        var ranges = new List<AddressRange>();
        foreach (var rule in all)
        {
            ranges.AddRange(rule.Range is { } range ? [range] : await AddressesOfAsync(rule.Text, cancellation));
        }

        return ranges;
    }

    // A name is all of its addresses, whichever family is listened for.
    private async Task<IEnumerable<AddressRange>> AddressesOfAsync(string name, CancellationToken cancellation) =>
        (await HostResolver.ResolveAsync(name, settings with { Family = FamilyChoice.Any }, cancellation)).Select(AddressRange.Plain).Select(one => new AddressRange(one, one));
}
