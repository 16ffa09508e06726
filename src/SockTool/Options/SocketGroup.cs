using System.CommandLine;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using SockTool.Core.Transports.SocketOptions;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>What the sockets of a command are for.</summary>
internal enum SocketScope
{
    Sessions,

    /// <summary>Sessions with whoever is dialled: nobody is accepted, and what is about that is taken as CLI.md has it, and means nothing.</summary>
    Dialled,

    /// <summary>Only to be connected: nothing of it is listened at, kept or shown.</summary>
    Looks,
}

internal sealed class SocketGroup : OptionGroup
{
    public SocketGroup(SocketScope scope = SocketScope.Sessions)
    {
        IPv4 = Flag(Common, "--ipv4", "-4");
        IPv6 = Flag(Common, "--ipv6", "-6");
        NoDns = Flag(Full, "--no-dns", "-n");
        Source = Value(Full, "ADDR[:PORT]", "--source", "-s");
        if (scope != SocketScope.Looks)
        {
            Backlog = Value(scope == SocketScope.Dialled ? Vain : Full, "N", "--backlog");
        }

        SocketOption = Values(Common, "NAME=VALUE", "--option", "-o");
        if (scope != SocketScope.Looks)
        {
            ShowOptions = Value(Full, "NAMES", "--show-options");
        }

        if (scope == SocketScope.Sessions)
        {
            UnixMode = Value(Full, "MODE", "--unix-mode");
        }
    }

    public override string Name => "socket";

    public Option<bool> IPv4 { get; }

    public Option<bool> IPv6 { get; }

    public Option<bool> NoDns { get; }

    public Option<string?> Source { get; }

    public Option<string?>? Backlog { get; }

    public Option<string[]> SocketOption { get; }

    public Option<string?>? ShowOptions { get; }

    public Option<string?>? UnixMode { get; }

    /// <summary>What means something only where somebody is accepted.</summary>
    public IEnumerable<Option> OfAccepting => new Option?[] { Backlog, UnixMode }.OfType<Option>();

    public SocketSettings Bind(Binder binder)
    {
        binder.NotBoth(IPv4, IPv6);
        return new SocketSettings
        {
            Family = binder.Has(IPv4) ? FamilyChoice.IPv4Only : binder.Has(IPv6) ? FamilyChoice.IPv6Only : FamilyChoice.Any,
            Lookup = binder.Has(NoDns) ? NameLookup.NumericOnly : NameLookup.Allowed,
            Source = binder.Text(Source) is { } source ? ReadSource(binder, source) : null,
            Backlog = Backlog is null ? null : binder.Number(Backlog, 0),
            Options = [.. binder.Texts(SocketOption).Select(text => binder.Read<SocketOptionSetting>(SocketOption, text, SocketOptionSetting.TryParse))],
            UnixMode = UnixMode is not null && binder.Text(UnixMode) is { } mode ? ReadMode(binder, UnixMode.Name, mode) : new SocketSettings().UnixMode,
        };
    }

    /// <summary>What an inherited socket is was settled by whoever made it: nothing is looked up, bound or given a backlog.</summary>
    public void Contradictions(Binder binder, IReadOnlyList<Endpoint> endpoints)
    {
        if (endpoints.FirstOrDefault(IsInherited) is not { } inherited)
        {
            return;
        }

        Option?[] vain = endpoints.All(IsInherited) ? [Backlog, UnixMode, IPv4, IPv6, NoDns, Source] : [Backlog, UnixMode];
        if (Array.Find(vain, option => option is not null && binder.Has(option)) is { } option)
        {
            throw new UsageException(binder.Messages.NotBoth(option.Name, inherited.ToString()));
        }
    }

    /// <summary>Which options to show; null for none, empty for all.</summary>
    public IReadOnlyList<string>? BindShown(Binder binder)
    {
        if (ShowOptions is null)
        {
            return null;
        }

        var names = binder.Text(ShowOptions)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var name in names ?? [])
        {
            if (SocketOptionCatalog.Find(name) is null)
            {
                throw binder.Wrong(ShowOptions, new ParseProblem(ParseProblemKind.OptionUnknown, name));
            }
        }

        return names;
    }

    private static bool IsInherited(Endpoint endpoint) => endpoint.Bottom is DescriptorEndpoint;

    // An address without a port gets 0, which leaves the port to the system.
    private TcpEndpoint ReadSource(Binder binder, string text)
    {
        IReadOnlyList<string> words = EndpointParser.TryParse([text], EndpointRole.Accept, out var whole, out _) && whole is TcpEndpoint { IsEveryAddress: false }
            ? [text]
            : [text, "0"];
        return EndpointParser.TryParse(words, EndpointRole.Accept, out var endpoint, out var problem)
            ? endpoint as TcpEndpoint ?? throw binder.Wrong(Source, new ParseProblem(ParseProblemKind.SchemeNotSupported, text))
            : throw binder.Wrong(Source, problem);
    }

    private static UnixFileMode ReadMode(Binder binder, string option, string text)
    {
        const int Octal = 8;
        const int Most = 0x1ff;
        try
        {
            return Convert.ToInt32(text, Octal) is >= 0 and <= Most and var mode ? (UnixFileMode)mode : throw new FormatException();
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            throw new UsageException(binder.Messages.NotAMode(option, text));
        }
    }
}
