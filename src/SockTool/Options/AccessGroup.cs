using System.CommandLine;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports.Access;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>Who may be a client, by address.</summary>
internal sealed class AccessGroup : OptionGroup
{
    public AccessGroup()
    {
        Allow = Values(Full, "NET", "--allow");
        Deny = Values(Full, "NET", "--deny");
        AllowFile = Values(Full, "FILE", "--allow-file");
        DenyFile = Values(Full, "FILE", "--deny-file");
        MaxClientsPerHost = Value(Full, "N", "--max-clients-per-host");
    }

    public override string Name => "access";

    public Option<string[]> Allow { get; }

    public Option<string[]> Deny { get; }

    public Option<string[]> AllowFile { get; }

    public Option<string[]> DenyFile { get; }

    public Option<string?> MaxClientsPerHost { get; }

    /// <summary>Whether it is said from where clients may come.</summary>
    public bool SaysFromWhere(Binder binder) => binder.Has(Allow) || binder.Has(AllowFile);

    public AccessRules Bind(Binder binder, Endpoint endpoint)
    {
        if (endpoint.Bottom is UnixEndpoint && FirstGiven(binder) is { } vain)
        {
            throw new UsageException(binder.Messages.WithoutHosts(vain.Name, endpoint.ToString()));
        }

        return new AccessRules
        {
            Allowed = Rules(binder, Allow),
            Denied = Rules(binder, Deny),
            AllowedFiles = binder.FileNames(AllowFile),
            DeniedFiles = binder.FileNames(DenyFile),
        };
    }

    public int BindMost(Binder binder) => binder.Number(MaxClientsPerHost, 1) ?? int.MaxValue;

    private static List<AccessRule> Rules(Binder binder, Option<string[]> option) =>
        [.. binder.Texts(option).Select(text => binder.Read<AccessRule>(option, text, AccessRule.TryParse))];
}
