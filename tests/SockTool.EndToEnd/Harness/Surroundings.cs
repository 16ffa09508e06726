using System.Diagnostics;

namespace SockTool.EndToEnd.Harness;

/// <summary>The environment of every process under test: the same on every machine.</summary>
internal static class Surroundings
{
    public static void Plain(ProcessStartInfo what)
    {
        what.Environment["SOCK"] = Sock.Binary;
        what.Environment["LC_ALL"] = "C.UTF-8";
        what.Environment.Remove("SOCK_LANG");
        what.Environment.Remove("NO_COLOR");
    }
}
