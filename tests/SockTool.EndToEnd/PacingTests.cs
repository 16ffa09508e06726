namespace SockTool.EndToEnd;

/// <summary>Which congestion control a connection has, in networks of their own (network_namespaces(7)) whose default the test chose.</summary>
public sealed class PacingTests
{
    [SkippableTheory]
    [InlineData("bbr", "127.0.0.1", "", "reno")]
    [InlineData("bbr", "[::1]", "", "reno")]
    [InlineData("bbr", "127.0.0.2", "", "reno")]
    [InlineData("bbr", "198.51.100.1", "", "reno")]
    [InlineData("bbr", "127.0.0.1", "-o TCP_CONGESTION=bbr", "bbr")]
    [InlineData("bbr", "127.0.0.1", "-o 6:13=0x62627200", "bbr")]
    [InlineData("bbr", "127.0.0.2", "", "reno", "--source 127.0.0.3")]
    [InlineData("reno", "127.0.0.1", "", "reno")]
    public Task On_one_machine_nobody_paces_unless_asked_to(string system, string host, string option, string inForce, string source = "") => ShowsAsync(
        """
        ip link set lo up && ip address add 198.51.100.1/32 dev lo || exit
        eval "$BOTH"
        """,
        system, host, option, inForce, source);

    [SkippableTheory]
    [InlineData("bbr")]
    [InlineData("reno")]
    public Task Between_two_machines_it_is_the_systems(string system) => ShowsAsync(
        """
        unshare --net sleep 60 & other=$!
        trap 'kill $other' EXIT
        until [[ $(readlink /proc/$other/ns/net) != "$(readlink /proc/self/ns/net)" && -n $(readlink /proc/$other/ns/net) ]]; do sleep 0.01; done
        client="nsenter --net=/proc/$other/ns/net"
        ip link add here type veth peer name there netns $other && ip link set here up && ip address add 198.51.100.1/24 dev here || exit
        $client ip link set there up && $client ip address add 198.51.100.2/24 dev there && $client sh -c "echo $SYSTEM >/proc/sys/net/ipv4/tcp_congestion_control" || exit
        eval "$BOTH"
        """,
        system, "198.51.100.1", "", system);

    /// <summary>A listener at all addresses and who dials it, each with a table of its options.</summary>
    private static async Task ShowsAsync(string script, string system, string host, string option, string inForce, string source = "")
    {
        Tools.Require("unshare", "nsenter", "ip");
        Skip.IfNot(Environment.IsPrivilegedProcess, "a network namespace needs root");
        using var folder = new Folder();
        var run = await Shell.RunAsync(
            """cd "$FOLDER" && exec timeout --kill-after=5 60 unshare --net bash -c "echo $SYSTEM >/proc/sys/net/ipv4/tcp_congestion_control || exit 77; $SCRIPT" """,
            ("FOLDER", folder.Root), ("SCRIPT", script), ("SYSTEM", system), ("TO", host), ("OPTION", option), ("SOURCE", source), ("BOTH", Both));
        Skip.If(run.ExitCode == 77, $"this kernel has no {system}");
        run.Exits(0);
        Assert.Equal($"{inForce}\n{inForce}\n", run.Output);
    }

    private const string Both =
        """
        "$SOCK" listen 0 --ready-file ready $OPTION --show-options=TCP_CONGESTION --recv-only 2>listener & listener=$!
        until [[ -s ready ]]; do sleep 0.01; done
        $client "$SOCK" connect "$TO:$(sed 's/.*://' ready)" $OPTION $SOURCE --show-options=TCP_CONGESTION --send-only 2>dialler </dev/null || exit
        wait $listener || exit
        awk '$2 == "TCP_CONGESTION" { print $4 }' listener dialler
        """;
}
