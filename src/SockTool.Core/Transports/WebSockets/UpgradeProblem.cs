using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Values;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>What is wrong with the other side's part of an upgrade.</summary>
internal sealed record UpgradeProblem(HandshakeProblem Problem, string Expected = "", string Found = "")
{
    public static UpgradeProblem Field(HttpHead head, string name, string value = "") =>
        new(HandshakeProblem.UpgradeField, value.Length > 0 ? $"{name}: {value}" : name, EscapedText.Printable(Encoding.Latin1.GetBytes(string.Join(", ", head.Values(name)))));

    public FailureException At(IConnection peer) =>
        new(new Failure(FailureKind.UpgradeRefused, Operation.Handshake) { Subject = peer.Name, Problem = Problem, Expected = Shown(Expected), Found = Shown(Found) });

    private static string Shown(string text) => text[..Math.Min(text.Length, HttpHead.MostShown)];
}
