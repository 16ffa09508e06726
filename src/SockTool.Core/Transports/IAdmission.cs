using System.Net;

namespace SockTool.Core.Transports;

/// <summary>Says who may be a client, by the address alone.</summary>
public interface IAdmission
{
    /// <summary>Whether whoever comes from <paramref name="peer"/> is let in; nobody without an address is.</summary>
    bool Admits(EndPoint? peer);
}
