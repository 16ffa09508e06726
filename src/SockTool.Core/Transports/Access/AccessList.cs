using System.Net;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Access;

/// <summary>The rules as they are in force: addresses only.</summary>
/// <param name="allowed">Those who are let in; null for everybody.</param>
/// <param name="denied">Those who are not, whatever else is said of them.</param>
internal sealed class AccessList(AddressSet? allowed, AddressSet denied)
{
    public bool Admits(IPAddress address) => !denied.Contains(address) && allowed?.Contains(address) != false;
}
