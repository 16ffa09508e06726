using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;
using SockTool.Core.Observers;
using SockTool.Core.Packets;
using SockTool.Core.SessionFiles;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Faults;
using SockTool.Core.Values;

namespace SockTool;

/// <summary>简体中文: every sentence in one table, in the order of the English files.</summary>
internal sealed class ChineseMessages : Messages
{
    // RFC 8446 section 6.2.
    private const int HandshakeFailure = 40;
    private const int CertificateRequired = 116;

    public override string Error => "错误";

    public override string Hint => "提示";

    public override string HowToReport => "这是 sock 的缺陷：请附上所用命令行和 sock --version 的输出进行报告";

    public override string OurInputEnded => "本端输入已结束";

    public override string PeerEnded => "对端已结束其数据流";

    public override string OptionHeader => "选项,设定值,生效值";

    public override string NotAsked => "-";

    public override string OutOfRange(string option, string text, long least, long most) => most == int.MaxValue
        ? $"{option}：“{Safe(text)}”不是 {least} 到 {most} 之间的整数"
        : $"{option}：“{Safe(text)}”不在 {least} 到 {most} 之间";

    public override string DelayOutOfRange(string option, string text) => $"{option}：“{Safe(text)}”不在 0 到 24h 之间";

    public override string NotOneOf(string option, string text, IReadOnlyList<string> choices) => $"{option}：“{Safe(text)}”不是以下任何一个：{string.Join("、", choices)}";

    public override string EmptyFileName(string option) => $"{option} 需要文件名";

    public override string StreamForFile(string option) => $"{option} 需要文件名，而 - 是标准流";

    public override string StreamForFileHint => "若文件名就是 -，请写作 ./-";

    public override string NotUnicode(string word) => $"参数 {word} 不是 UTF-8";

    public override string TakesNoValue(string option) => $"{option} 不接受值";

    public override string NotBoth(string one, string other) => $"{one} 与 {other} 互相矛盾";

    public override string UnknownField(string option, string name) => $"{option} 没有字段 {{{Safe(name)}}}";

    public override string UnknownFieldHint(string name, IReadOnlyList<string> fields) =>
        $"可用的字段：{string.Join("、", fields.Select(field => $"{{{field}}}"))}；要发送 {{{Safe(name)}}} 本身，请写作 {{{{{Safe(name)}}}}}";

    public override string OneFileForAll(string option) => $"客户端不止一个时，{option} 的文件名需含 {{n}}、{{peer}} 或 {{time}}";

    public override string Needs(string option, string other) => $"没有 {other} 时 {option} 不起作用";

    public override string NotASha256(string option, string text, int digits) => $"{option}：应为 64 位十六进制数字，“{Safe(text)}”有 {digits} 位";

    public override string NotAMode(string option, string text) => $"{option}：“{Safe(text)}”不是 0600 这样的八进制文件权限";

    public override string NothingFollows => "-- 之后需要一条命令";

    public override string NotOnThisSystem(string option) => $"本系统不支持 {option}";

    public override string NeedsCommand(string option) => option == "--shell" ? "--shell 需要一条命令" : $"{option} 需要在 -- 之后给出命令";

    public override string EmptyProgram(string option) => $"{option}：程序名为空";

    public override string ChildNeedsAddress(string option) => $"{option} 允许连接者启动程序，却没有限定可从哪些地址连接";

    public override string ChildAddressHint(string word) => char.IsAsciiDigit(word[0])
        ? $"请写明地址，例如 127.0.0.1:{Safe(word)}；或用 --allow NET 限定来源；若确实要对所有人开放，请写 *:{Safe(word)}"
        : "请写明地址，例如 127.0.0.1:PORT；或用 --allow NET 限定来源；若确实要对所有人开放，请写 *:PORT";

    public override string ChildEnded(string program, ChildExit exit) =>
        exit.End == ChildEnd.Signaled ? $"{Safe(program)} 被信号 {exit.Number} 终止" : $"{Safe(program)} 已结束，退出码 {exit.Number}";

    public override string NeedsShell(IReadOnlyList<string> shells) => $"completions 需要 shell 的名字：{string.Join("、", shells)}";

    public override string OneShell => "一次只能为一种 shell 生成补全脚本";

    public override string RelayNeedsTwo => "relay 需要两个地址：在何处接受连接，以及连接到何处";

    public override string RelayNeedsFrame(string datagrams, string stream) =>
        $"{Safe(datagrams)} 由数据报组成，而 {Safe(stream)} 是字节流：请用 --frame line 或 --frame length 说明数据报在流中如何成帧";

    public override string NothingToFrame => "--frame 用于连接数据报与字节流，而这两端是同一类";

    public override string VainWithConsole(string option) => $"转发的这一端是标准输入输出，{option} 在此不起作用";

    public override string RelayOfConsole => "转发只能有一端是标准输入输出";

    public override string RelayToDescriptor(string address) => $"{Safe(address)} 只是一条连接，而转发需要为每个客户端各建一条";

    public override string ProgramDialled(string address) => $"{Safe(address)} 是为连入 relay 的客户端准备的程序；把它接到标准输入输出由 shell 完成";

    public override string ProgramDialledHint(string address) => $"请不经 sock 直接运行它；要服务连入的客户端：sock relay 127.0.0.1:50000 '{Safe(address)}'";

    public override string RelayToDescriptorHint(string address) => $"请把它写在前面：sock relay {Safe(address)} ADDRESS 会把它接到新建立的连接上";

    public override string StandardStreamTaken(string address) => $"{Safe(address)} 是标准流，在此另有含义";

    public override string StandardStreamHint(int descriptor) => $"请以另一个描述符交给 sock：fd:{descriptor + 3} {descriptor + 3}<&{descriptor}";

    public override string ValueMissing(string option) => $"{option} 需要一个值";

    public override string GivenTwice(string option) => $"{option} 给出了不止一次";

    public override string UnknownOption(string option) => $"未知选项 {Safe(option)}";

    public override string UnknownCommand(string command) => $"未知命令 {Safe(command)}";

    public override string OptionOf(string option, IReadOnlyList<string> commands) => $"{option} 是 {string.Join("、", commands)} 的选项";

    public override string DidYouMean(string name) => $"您是否想输入 {name}？";

    public override string SeeHelp(string command) => $"用 {command} --help 查看可用的选项";

    public override string LeftBehind(string file) => $"已收到的数据保存在 {Safe(file)}";

    public override string InternalError(string what) => $"内部错误：{Safe(what)}";

    // Events.
    public override string Listening(BoundAddress address) => address.Backlog is { } backlog ? $"正在监听 {Safe(address.Name)}（积压队列 {backlog}）" : $"正在监听 {Safe(address.Name)}";

    public override string DatagramFrom(string sender, int bytes) => $"收到来自 {Safe(sender)} 的数据报，{Bytes(bytes)}";

    public override string DatagramsLost(string socket, long count) => $"{count} 个数据报到达 {Safe(socket)} 的速度快于接收，已丢失";

    public override string DatagramsDropped(string sender) => $"容不下 {Safe(sender)} 的全部数据报：部分已丢失";

    public override string Resolved(string host, IReadOnlyList<string> addresses) => $"{Safe(host)} 解析为 {string.Join("、", addresses)}";

    public override string Connecting(string address) => $"正在连接 {Safe(address)}";

    public override string Connected(string local, string peer) => local.Length > 0 && local != "unix:" ? $"已从 {Safe(local)} 连接到 {Safe(peer)}" : $"已连接到 {Safe(peer)}";

    public override string Descriptor(int number) => $"套接字的描述符是 {number}";

    public override string Accepted(int number, string peer, string local) => $"客户端 {number}：在 {Safe(local)} 接受了 {Safe(peer)}";

    public override string WritesTo(int number, string file) => $"客户端 {number}：写入 {Safe(file)}";

    public override string Refused(string peer) => $"已立即关闭 {Safe(peer)}：客户端数已达上限";

    public override string ClientEnded(int number, string peer, long sent, long received) => $"客户端 {number}：{Safe(peer)} 已结束，发送 {Bytes(sent)}，接收 {Bytes(received)}";

    public override string OfClient(int number, string what) => $"客户端 {number}：{what}";

    public override string ChatYouAre(int number) => $"您是 <{number}>";

    public override string ChatJoined(int number) => $"<{number}> 加入了";

    public override string ChatLeft(int number) => $"<{number}> 离开了";

    public override string Retrying(int attempt, TimeSpan delay, Failure? untold) => $"{(untold is null ? "" : $"{WhatFailed(untold)}；")}{Text(delay)} 后进行第 {attempt + 1} 次尝试";

    public override string Reconnecting(Failure failure) => $"{WhatFailed(failure)}；正在重新连接";

    public override string Finishing(int sessions, TimeSpan within) =>
        within == Timeout.InfiniteTimeSpan ? $"正在等待 {sessions} 个会话结束" : $"最多等待 {Text(within)} 让 {sessions} 个会话结束";

    public override string Notified(string manager, string state) => $"已通知 {Safe(manager)}：{state}";

    public override string NotNotified(string manager, string state, int errno) =>
        $"无法通知 {Safe(manager)} {state}：{System(new Failure(FailureKind.Other, Operation.Write) { Errno = errno })}";

    public override string AcceptPaused(Failure failure) => $"暂停接受连接一秒：{System(failure)}";

    public override string LimitedByDescriptors(int most, long limit) => $"同时最多 {most} 个客户端：本进程最多可打开 {limit} 个描述符";

    public override string TimeoutsInForce(OperationLimits limits) =>
        $"超时：连接 {Text(limits.Connect)}，接受 {Text(limits.Accept)}，读 {Text(limits.Read)}，写 {Text(limits.Write)}";

    public override string ReadSome(bool fromPeer, int count) => fromPeer ? $"从对端读取 {Bytes(count)}" : $"从本端输入读取 {Bytes(count)}";

    public override string WroteSome(bool toPeer, int count) => toPeer ? $"向对端发送 {Bytes(count)}" : $"向本端输出写入 {Bytes(count)}";

    public override string Sent(long bytes, TimeSpan duration) => $"发送 {Bytes(bytes)}，用时 {Time(duration)}{AtRate(bytes, duration)}";

    public override string Received(long bytes, TimeSpan duration) => $"接收 {Bytes(bytes)}，用时 {Time(duration)}{AtRate(bytes, duration)}";

    public override string ConnectedIn(TimeSpan duration) => $"建立连接用时 {Time(duration)}";

    public override string ConnectedIn(string to, TimeSpan duration) => $"与 {Safe(to)} 建立连接用时 {Time(duration)}";

    public override string With(string peer) => $"对端 {Safe(peer)}";

    public override string RoundTrip(TimeSpan rtt, long retransmits, long window) =>
        $"往返时间 {rtt.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture)} ms，重传 {retransmits} 个报文段，拥塞窗口 {window} 个报文段";

    public override string DigestSent(string hash) => $"已发送数据的 sha256 {hash}";

    public override string DigestReceived(string hash) => $"已接收数据的 sha256 {hash}";

    // Who may be a client.
    public override string NobodyAllowed => "谁也不能连接：没有允许任何地址";

    public override string WithoutHosts(string option, string address) => $"{option} 按地址区分客户端，而 {Safe(address)} 的客户端没有地址";

    public override string AccessRead(int denied) => $"访问规则：拒绝 {denied} 个范围，其余均可连接";

    public override string AccessRead(int allowed, int denied) => $"访问规则：允许 {allowed} 个范围，拒绝 {denied} 个";

    public override string AccessKept(Failure failure) => $"{WhatFailed(failure)}；访问规则保持不变";

    public override string Denied(string peer) => $"已立即关闭 {Safe(peer)}：不允许它连接";

    public override string DatagramDenied(string sender) => $"丢弃 {Safe(sender)} 的数据报：不允许它发送";

    // What goes wrong on purpose.
    public override string FaultsInForce(FaultSettings faults) => $"故障：{string.Join(", ", faults.All)}；用 --seed {faults.SeedInForce} 可重现";

    public override string CutByFault(int number, string peer, CutAfter cut) =>
        $"客户端 {number}：按要求在 {Bytes(cut.Bytes)} 之后{(cut.End == SessionEnd.Reset ? "重置" : "关闭")}了 {Safe(peer)}";

    // Probe.
    public override string VainWithProbe(string option) => $"探测不发送任何数据，{option} 不起作用";

    public override string NothingToProbe(string address) => $"“{Safe(address)}”无法探测：只能探测可以连接的地址";

    public override string NeedsTime(string option) => $"{option} 必须大于 0";

    public override string ProbeState(ProbeState state) => state switch
    {
        Core.Sessions.ProbeState.Open => "开放",
        Core.Sessions.ProbeState.Replied => "有应答",
        Core.Sessions.ProbeState.Refused => "被拒绝",
        Core.Sessions.ProbeState.TimedOut => "超时",
        Core.Sessions.ProbeState.Unreachable => "不可达",
        _ => "未知",
    };

    // Handshakes, proxies and TLS.
    public override string Upgraded(string peer, string target, string protocol) =>
        $"{Safe(peer)} 已在 {Safe(target)} 升级为 WebSocket，{(protocol.Length > 0 ? $"子协议为 {Safe(protocol)}" : "未商定子协议")}";

    public override string Tunnelled(string proxy, string target) => $"代理 {Safe(proxy)} 已打通到 {Safe(target)} 的通道";

    public override string Secured(string peer, TlsFacts facts) =>
        $"与 {Safe(peer)} 的连接已由 {facts.Version} 加密，{facts.Cipher}{(facts.Alpn.Length > 0 ? $"，{Safe(facts.Alpn)}" : "")}{(facts.Pin.Length > 0 ? $"，其公钥为 sha256:{facts.Pin}" : "")}";

    public override string TlsOfTheOtherSide(string name) => $"{name} 是 TLS 另一方的选项，在此不起作用";

    public override string TlsClientCaHint => "--tls-client-ca 用于要求客户端出示证书";

    public override string Unverified(string peer) => $"警告：未作任何验证：{Safe(peer)} 背后可能是任何人";

    public override string CertificateMade(string pin) => $"已为本次运行生成证书；客户端用 --tls --tls-pin sha256:{pin} 来信任它";

    // The story of a connection, in the words of RFC 9293.
    public override string StoryUpgraded => "WebSocket 已建立：此后报文段承载的是它的帧";

    public override string PacketsAreReal => "内核所见的真实数据包；发出的数据包的校验和可能留给网卡计算";

    public override string PacketsAreRebuilt => "由于无法抓包，根据 sock 的读写重建：字节、顺序和结束是真实的，序列号、确认号、窗口和报文段大小不是";

    public override string NotExplained(string option, string address) => $"{option} 讲述 TCP 连接的经过，而 {Safe(address)} 没有 TCP 连接";

    public override string NotExplainedHint(string address) => address.StartsWith("udp:", StringComparison.Ordinal)
        ? "UDP 没有握手、确认和结束：只有一个个数据报，-vv 会逐一显示"
        : "-vv 会显示每次读写，以及哪一方先结束";

    public override string NotCaptured(string option, string address) => $"{option} 写出 TCP 和 UDP 的数据包，而 {Safe(address)} 没有数据包";

    public override string StoryNoNumbers(int errno) => errno switch
    {
        0 => "没有序列号：本系统不支持抓包",
        Errno.OperationNotPermitted or Errno.NotPermitted => "没有序列号：查看报文段需要抓包权限（root 或 CAP_NET_RAW）；状态来自内核",
        _ => $"没有序列号：此处无法抓包（{Errno.NameOf(errno)}）；状态来自内核",
    };

    public override string StoryResolved(string host, IReadOnlyList<string> addresses, TimeSpan took) => $"tcp 名称解析：{Safe(host)} 为 {string.Join("、", addresses)}（用时 {Milliseconds(took)}）";

    public override string StorySegment(TcpStep step) =>
        $"{(step.Way == PacketWay.ToPeer ? "发送" : "接收")} {TcpControlText.Of(step.Segment.Flags),-11} seq {Number(step.Sequence)}"
        + (step.Acknowledged is { } acknowledged ? $"，ack {Number(acknowledged)}" : "")
        + (step.Segment.Bytes > 0 ? $"，{Bytes(step.Segment.Bytes)}" : "")
        + (step.Segment.Has(TcpControl.Syn) ? Offers(step.Segment) : "")
        + (step.IsAgain ? "，重传" : "")
        + (step.Became is { } state ? $" -> {TcpStateText.Of(state)}{MeaningOf(state)}" : "");

    public override string StoryData(TcpData? sent, TcpData? received) => "数据 " + string.Join("；", ((string?[])[Passed("发送", sent), Passed("接收", received)]).OfType<string>());

    public override string StoryBytes(long sent, long received) => $"数据 发送 {Bytes(sent)}；接收 {Bytes(received)}";

    public override string StoryConnecting(Flow flow) => $"connect(2) 从 {flow.Local} 向 {flow.Remote} 发出 SYN 并等待（EINPROGRESS）：SYN-SENT";

    public override string StoryState(TableEntry entry, StateSource source, Meaning meaning) =>
        $"内核 {Says(source)} {TcpStateText.Of(entry.State)}"
        + (entry.Left is { } left ? string.Create(CultureInfo.InvariantCulture, $"，还剩 {left.TotalSeconds:F1} s") : "")
        + (meaning == Meaning.Told ? MeaningOf(entry.State) : "");

    public override string StoryUnfinished(TcpState state) => $"内核 连接仍处于 {TcpStateText.Of(state)}：其余的关闭过程不再需要 sock";

    public override string StoryOptions(Flow flow, TcpView view) =>
        $"选项 {flow.Local} 与 {flow.Remote}：rtt {Milliseconds(view.RoundTrip)}，报文段 {Bytes(view.SegmentSize)}"
        + (view.Scale is { } scale ? $"，窗口扩大因子本端 {scale.Ours}、对端 {scale.Theirs}" : "，无窗口扩大")
        + (view.SelectiveAcknowledgement ? "，SACK" : "") + (view.Timestamps ? "，时间戳" : "") + (view.CongestionMarks ? "，ECN" : "")
        + (view.CongestionControl.Length > 0 ? $"，拥塞控制 {Safe(view.CongestionControl)}" : "");

    public override string StoryFailed(Failure failure) => failure.Errno != 0 ? $"connect(2) 失败，{Errno.NameOf(failure.Errno)}：CLOSED" : $"{WhatFailed(failure)}：CLOSED";

    public override string StorySecured(TlsFacts facts) => $"{facts.Version} 握手用时 {Milliseconds(facts.Took)}，已建立：此后报文段承载的是加密记录";

    public override string NoStory(string name) => $"{Safe(name)} 不是 TCP 连接：没有经过可讲";

    public override string NoPackets(string name) => $"{Safe(name)} 既不是 TCP 也不是 UDP：没有数据包";

    public override string PacketsDropped(long count) => $"{Number(count)} 个数据包来得太快，未能抓到，已缺失";

    // Session files.
    public override string ReplayNeedsTwo => "replay 需要会话文件和地址";

    public override string MaskMalformed(string option, string text) => $"{option}：“{Safe(text)}”不是“正则表达式=名字”";

    public override string MaskMalformed(string option, string text, PatternProblem problem) => $"{option}：“{Safe(text)}”不是正则表达式{Reason(problem)}";

    public override string MaskHint => @"掩码写作 '\d\d:\d\d=TIME'";

    public override string VainWithReplay(string option) => $"{option} 在这里没有意义：会话的每一步各有时限";

    public override string VainWithReplayHint => "--timeout 是每一步的时限；在文件中写作 within 2s";

    public override string VainAs(string option, Side played) => $"扮演{(played == Side.Client ? "客户端" : "服务端")}时 {option} 没有意义";

    public override string DiffCut(long expected, long came) => $"差异未全部显示：预期的数据略去 {Bytes(expected)}，收到的数据略去 {Bytes(came)}";

    public override string RecordTooLong(string file) => $"警告：{Safe(file)} 超过 {SessionFile.Largest >> 20} MiB，sock replay 不读取这么长的文件";

    public override string SessionUpdated(string file, int differences) => $"{Safe(file)} 已改写：{differences} 处差异";

    public override string Progress(ProgressReport report)
    {
        var told = new[] { ("发送", report.Sent), ("接收", report.Received) }.Where(one => one.Item2 is not { Bytes: 0, Total: null }).Select(one => Passed(one.Item1, one.Item2)).ToList();
        return told.Count > 0 ? string.Join("；", told) : "尚无数据通过";
    }

    public override string ProgressLeft(ProgressWay way) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(way.Part * 100)}%{(way.TimeLeft is { } left ? $" 剩余 {Clock(left)}" : "")}");

    // Failures.
    public override string WhatFailed(Failure failure) => failure switch
    {
        { Problem: HandshakeProblem.ProxyUnreached, Kind: not FailureKind.ProxyFailed } => WhatKeptFromProxy(failure),
        { Kind: FailureKind.NameNotResolved } => $"无法解析 {Of(failure)}：没有这个名字，或没有所需协议族的地址",
        { Kind: FailureKind.CannotBind, Operation: Operation.Resolve } => $"无法使用 {Of(failure)}：本系统没有网络接口 {Safe(failure.Expected)}",
        { Problem: HandshakeProblem.Crowded } => $"{Of(failure)} 在握手时被丢弃：{CommonProblem(failure)}",
        { Kind: FailureKind.NotFramable } => $"发往 {Of(failure)} 的数据报含有行结束符，不能作为一行",
        { Kind: FailureKind.SessionMalformed } => WhatIsWrongWithSession(failure),
        { Kind: FailureKind.VerificationFailed, Session: not SessionProblem.None } => WhatDiffersInSession(failure),
        { Kind: FailureKind.TlsFailed } => WhatFailedInTls(failure),
        { Kind: FailureKind.ProxyFailed } => WhatFailedAtProxy(failure),
        { Kind: FailureKind.UpgradeRefused } => WhatFailedInUpgrade(failure),
        { Kind: FailureKind.Refused, Operation: Operation.Read or Operation.Write } => $"{Of(failure)} 不接收数据报：{System(failure)}",
        { Kind: FailureKind.ConnectTimedOut, Operation: Operation.Handshake } => WhatFailedInUpgrade(failure),
        { Kind: FailureKind.ConnectTimedOut, Operation: Operation.Run } => $"{Text(failure.Limit)} 内对 {Of(failure)} 的探测无一完成",
        { Kind: FailureKind.ConnectTimedOut, Limit: var limit } when limit > TimeSpan.Zero => $"无法连接 {Of(failure)}：{Text(limit)} 内没有应答",
        { Kind: FailureKind.StillOpen } => failure.Limit == TimeSpan.Zero ? $"{Of(failure)} 是开放的" : $"{Text(failure.Limit)} 后 {Of(failure)} 仍然开放",
        { Operation: Operation.Inherit } => WhatFailedToInherit(failure),
        { Kind: FailureKind.Reset } => $"{Of(failure)} 重置了连接{Number(failure)}{Undelivered(failure)}",
        { Operation: Operation.Connect, Attempts.Count: > 1 } => $"无法连接：{string.Join("；", failure.Attempts.Select(one => $"{Of(one)}：{System(one)}"))}",
        { Kind: FailureKind.WouldBlock, Operation: Operation.Connect } => $"连接 {Of(failure)} 将会阻塞{Number(failure)}",
        { Operation: Operation.Connect } => $"无法连接 {Of(failure)}：{System(failure)}",
        { Kind: FailureKind.AddressInUse } => $"无法监听 {Of(failure)}：{System(failure)}",
        { Operation: Operation.Bind } => $"无法绑定 {Of(failure)}：{System(failure)}",
        { Kind: FailureKind.NobodyConnected } => $"{Text(failure.Limit)} 内没有人连接 {Of(failure)}",
        { Kind: FailureKind.Idle } => $"{Text(failure.Limit)} 内双向都没有数据{Undelivered(failure)}",
        { Kind: FailureKind.Deadline } => $"已到时限 {Text(failure.Limit)}{Undelivered(failure)}",
        { Kind: FailureKind.WouldBlock, Operation: Operation.Accept } => $"在 {Of(failure)} 上接受连接将会阻塞：没有客户端在等待",
        { Kind: FailureKind.WouldBlock, Operation: Operation.Write } => $"向 {Of(failure)} 写入将会阻塞：{Bytes(failure.Offered)}中只发送了 {failure.Bytes}",
        { Kind: FailureKind.WouldBlock } => $"从 {Of(failure)} 读取将会阻塞：没有更多数据",
        { Kind: FailureKind.TimedOut, Operation: Operation.Write } => $"{Of(failure)} {Within(failure)}没有接收任何数据{Undelivered(failure)}",
        { Kind: FailureKind.TimedOut } => $"{Of(failure)} {Within(failure)}没有发送任何数据{Undelivered(failure)}",
        { Kind: FailureKind.PeerTookLess, Operation: Operation.Run } => $"{Of(failure)} 比其他客户端慢得太多，已被断开：{Bytes(failure.Bytes)}未送达",
        { Kind: FailureKind.PeerTookLess } => $"{Of(failure)} 在接收完我们的全部数据之前关闭：{Bytes(failure.Bytes)}未送达",
        { Kind: FailureKind.CutShort } => WhatCutItShort(failure) + Undelivered(failure),
        { Kind: FailureKind.CutOnPurpose } => $"已按要求切断 {Of(failure)}",
        { Kind: FailureKind.VerificationFailed, Expected: "" } => $"验证失败：期望 {Bytes(failure.Offered)}，收到 {failure.Bytes}",
        { Kind: FailureKind.VerificationFailed } => $"验证失败：期望 {failure.Expected}，收到 {failure.Found}",
        { Kind: FailureKind.NotText } => $"要发送的内容不是 UTF-8，不能作为文本消息：{Safe(failure.Found)}",
        { Kind: FailureKind.ListMalformed } => $"{Place(failure)}：{(failure.Malformed is { } problem ? Describe(problem) : "无法理解")}",
        { Operation: Operation.ReadAgain } => $"无法再次读取 {Of(failure)}：它不是普通文件",
        { Kind: FailureKind.InputUnreadable } => $"无法读取 {Of(failure)}：{System(failure)}",
        { Kind: FailureKind.OutputClosed } => $"{Of(failure)} 的读取方已离开",
        { Kind: FailureKind.OutputUnwritable, Errno: 0, Bytes: > 0 } => $"本端输出未能及时写完收到的数据，还有 {Bytes(failure.Bytes)}",
        { Kind: FailureKind.OutputUnwritable } => $"无法写入 {Of(failure)}：{System(failure)}",
        { Kind: FailureKind.Signalled } => $"被信号 {Of(failure)} 终止{Undelivered(failure)}",
        { Kind: FailureKind.ChildFailed } => $"{Of(failure)} 已结束，退出码 {failure.Number}",
        { Operation: Operation.Option } => $"无法设置 {Of(failure)}：{System(failure)}",
        { Operation: Operation.Listen } => $"无法服务任何客户端：本进程只能打开 {failure.Number} 个描述符{Number(failure)}",
        { Operation: Operation.Start } => $"无法启动 {Of(failure)}：{System(failure)}",
        { Operation: Operation.Run } => $"{Of(failure)} 无法继续：{System(failure)}",
        _ => $"{Of(failure)}：{System(failure)}",
    };

    public override string EndedAtOnce(Failure signal) => $"再次收到信号 {Of(signal)}，立即结束：进行中的操作被切断";

    public override string? HintFor(Failure failure) => failure switch
    {
        { Kind: FailureKind.NotFramable } => "--frame length 可承载任何数据报",
        { Kind: FailureKind.TlsFailed } => HintForTls(failure),
        { Kind: FailureKind.SessionMalformed, Malformed.Kind: ParseProblemKind.EscapeUnknown } => @"可用的转义：\n \r \t \0 \\ \"" 和 \xHH",
        { Malformed: { } problem } => HintFor(problem),
        { Kind: FailureKind.Refused, Operation: Operation.Read or Operation.Write } => "那里没有程序在监听；请先启动服务端",
        { Kind: FailureKind.Refused, Awaited: true } => null,
        { Kind: FailureKind.Refused } => "那里没有程序在监听；请先启动服务端，或等待它：connect --retry 10，probe --wait 10s",
        { Kind: FailureKind.AddressInUse, Subject: var path } when path.StartsWith("unix:", StringComparison.Ordinal) => "那里已有正在使用的套接字或文件；请换一个路径",
        { Kind: FailureKind.AddressInUse } => "该端口已被其他程序占用；端口 0 由系统分配空闲端口",
        { Kind: FailureKind.CannotBind } when WithZone(failure) is { } address => $"链路本地地址需要写明所在的网络接口：{address}",
        { Kind: FailureKind.CannotBind, Operation: Operation.Connect, Errno: 13 } => "广播地址需要 -o broadcast",
        { Kind: FailureKind.CannotBind, Operation: Operation.Bind, Errno: 13 } => "在本系统上使用 1024 以下的端口需要特权",
        { Kind: FailureKind.OutputUnwritable, Errno: var errno } when errno == Errno.TooManyLinks => "不跟随符号链接；请直接写出文件名",
        { Kind: FailureKind.OutputUnwritable, Errno: var errno } when errno == Errno.NobodyThere || errno == Errno.TryAgain => "没有程序在读取；请先启动 FIFO 的读取方",
        { Operation: Operation.Listen } => "请用 ulimit -n 256 提高上限",
        { Kind: FailureKind.ProxyFailed } => HintForProxy(failure),
        { Kind: FailureKind.WouldBlock, Operation: Operation.Connect } => "请用 --connect-timeout 5s 为连接单独设定时限",
        _ => null,
    };

    // What is wrong with a text of the user's.
    public override string WrongAddress(ParseProblem problem) => Describe(problem);

    public override string WrongValue(string option, ParseProblem problem) => $"{option}：{Describe(problem)}";

    public override string? HintFor(ParseProblem problem) => problem.Kind switch
    {
        ParseProblemKind.NothingGiven => "地址可写作端口（50000）、HOST:PORT、HOST PORT、[V6]:PORT 或 unix:PATH",
        ParseProblemKind.AddressHasUser => "请去掉 @ 及其前面的部分",
        ParseProblemKind.HostMissing => $"请同时写出主机：127.0.0.1:{Safe(problem.Part)}",
        ParseProblemKind.PortOutOfRange => "端口是 0 到 65535 的数字，其中 0 只用于监听",
        ParseProblemKind.PortMissing when IsList(problem) => "端口可写作 80、20-25 或 20-25,80",
        ParseProblemKind.PortMissing => $"请同时写出端口：{Safe(problem.Part)}:50000",
        ParseProblemKind.IPv6NeedsBrackets => "IPv6 地址与端口写作 [::1]:50000",
        ParseProblemKind.HostLooksNumeric => "IPv4 地址是四个 0 到 255 的十进制数，没有前导零",
        ParseProblemKind.DescriptorMalformed => "继承的套接字写作 fd:3",
        ParseProblemKind.TlsParameterUnknown => "TLS 的参数有 ca、cert、key、client-ca、server-name、alpn、min、pin 和 insecure",
        ParseProblemKind.ProxySchemeUnknown => "代理写作 socks5://HOST:PORT、socks4://HOST:PORT 或 http://HOST:PORT",
        ParseProblemKind.ProxyPasswordInAddress => "请放入 SOCK_PROXY_PASSWORD，或放入 --proxy-password-file 指定的文件",
        ParseProblemKind.WebSocketTarget => "其他字符请转义为 %XX",
        ParseProblemKind.MulticastMalformed => "组播组写作 239.1.2.3 或 ff02::1234，带接口时写作 239.1.2.3%eth0",
        ParseProblemKind.DurationMalformed or ParseProblemKind.DurationOutOfRange => "时长写作 250ms、1.5s、2m、1h 或 none；最长 24 天",
        ParseProblemKind.SizeMalformed or ParseProblemKind.SizeNotWhole or ParseProblemKind.SizeOutOfRange => "大小写作 512、64KiB、10MB 或 1GiB",
        ParseProblemKind.NetworkHasHost => AddressRange.NetworkAround(problem.Part) is { } network ? $"网络是 {network}，单个地址是 {Safe(problem.Part.Split('/')[0])}" : null,
        ParseProblemKind.PrefixLengthMalformed => "网络写作 10.0.0.0/8 或 2001:db8::/32",
        ParseProblemKind.AddressHasZone => "请去掉 % 及其后面的部分",
        ParseProblemKind.FaultUnknown => $"可用的故障：{string.Join("、", FaultText.Names)}",
        ParseProblemKind.ValueMissing => HintForValue(problem.Part),
        ParseProblemKind.ShareMalformed => "比例写作 0.01 或 1%，大于 0，最大为 1 或 100%",
        ParseProblemKind.LatencyMalformed => "延迟写作 80ms，带抖动时写作 80ms~20ms，抖动不能大于延迟",
        ParseProblemKind.EscapeUnknown => @"可用的转义：\n \r \t \0 \\ 和 \xHH",
        ParseProblemKind.FileNameField => "可用的字段：{n}、{peer} 和 {time}；花括号本身写作 {{ 或 }}",
        ParseProblemKind.OptionUnknown => "sock connect HOST PORT --show-options 会列出本系统支持的名字",
        _ => null,
    };

    // Accounts and help.
    public override string Summary => "sock: 面向脚本的 TCP 与 Unix 套接字工具，退出码如实反映结果";

    public override string UsageTitle => "用法";

    public override string CommandsTitle => "命令";

    public override string OptionsTitle => "选项";

    public override string ExamplesTitle => "示例";

    public override string CommandHelpHint =>
        "sock COMMAND --help 显示命令的常用选项，--help-all 显示全部；sock --help-all 说明地址的写法和退出码的含义，sock --help-man 打印手册";

    public override string HelpAllHint(string command) => $"sock {command} --help-all 显示全部选项";

    public override string GroupTitle(string group) => group switch
    {
        "socket" => "套接字",
        "time" => "时间（D：250ms、1.5s、2m、1h、不带单位的秒数、none）",
        "data" => "数据（SIZE：512、64KiB、10MB、1GiB）",
        "datagrams" => "数据报",
        "relay" => "转发",
        "rate" => "速率",
        "faults" => "故意制造的故障",
        "tls" => "TLS（转发的每一端也可各自设定：tls://HOST:PORT?ca=FILE）",
        "websocket" => "WebSocket 选项",
        "probe" => "探测（--timeout 默认为 2s）",
        "replay" => "重放（--timeout 每一步默认为 10s）",
        "children" => "为每个客户端运行程序",
        "broker" => "客户端互联",
        "proxy" => "代理",
        "dialogue" => "逐行对话",
        "outputs" => "区分客户端",
        "reply" => "应答",
        "retry" => "重试",
        "serving" => "服务",
        "access" => "允许谁连接（NET：10.0.0.0/8、FIRST-LAST、地址或名字）",
        "seeing" => "观察",
        "general" => "通用",
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, null),
    };

    public override string CommandHelp(string command) => command switch
    {
        "connect" => "建立一条连接，与标准输入输出相接",
        "listen" => "接受连接，与标准输入输出相接",
        "echo-server" => "把每条连接的数据原样送回，或按模板应答",
        "probe" => "报告哪些端点开放，并可等待它们开放",
        "replay" => "以客户端或服务端的身份重放会话文件，并核对另一方",
        "completions" => "打印 shell 的补全脚本：bash、zsh、fish 或 pwsh",
        "relay" => "把在 FROM 接受的每条连接转发到新建的到 TO 的连接",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    public override string NoEffectHere => "用于 listen；在此不起作用";

    public override string OptionHelp(string option) => option switch
    {
        "--ipv4" => "只用 IPv4",
        "--ipv6" => "只用 IPv6",
        "--no-dns" => "地址必须是数字形式",
        "--source" => "连接之前绑定到这个本地地址",
        "--backlog" => "listen(2) 的积压队列；默认为系统上限",
        "--option" => "设置套接字选项：rcvbuf=65536、keepalive、…",
        "--show-options" => "显示套接字选项的设定值和生效值；=NAMES 只显示其中一些",
        "--unix-mode" => "Unix 套接字文件的权限；默认 0600",
        "--timeout" => "每次连接、接受、读和写的时限",
        "--non-blocking" => "每个操作只试一次；将会阻塞时以 23 退出",
        "--blocking" => "无限等待（默认）",
        "--connect-timeout" => "连接的时限",
        "--accept-timeout" => "等待客户端的时限",
        "--read-timeout" => "每次读的时限",
        "--write-timeout" => "每次写的时限",
        "--idle-timeout" => "双向都没有数据达到这么久就结束",
        "--deadline" => "整个运行的时限",
        "--frame" => "数据报在流中如何成帧：按行，或前置两字节长度",
        "--udp" => "用 UDP 代替 TCP；等同于 udp://",
        "--multicast" => "listen：加入该组；connect：经接口 IF 发送",
        "--tls" => "在 TCP 或 Unix 套接字上使用 TLS；等同于 tls://",
        "--tls-ca" => "信任这些证书颁发机构（PEM），而不是系统的",
        "--tls-cert" => "本端证书（PEM）；没有则为本次运行生成",
        "--tls-key" => "其私钥（PEM）；默认在证书文件中",
        "--tls-client-ca" => "要求客户端出示由这些机构颁发的证书（PEM）",
        "--tls-server-name" => "请求并验证的名字；默认为主机名",
        "--tls-alpn" => "提供或接受的协议（RFC 7301）：h2,http/1.1",
        "--tls-min" => "允许的最低版本；默认 1.2",
        "--tls-pin" => "信任持有这个公钥的一方",
        "--tls-insecure" => "接受服务端的任何证书；会给出警告",
        "--proxy" => "经由这个代理连接；可重复，离本机最近的写在前面",
        "--proxy-password-file" => "代理的密码：文件首行；否则取自 SOCK_PROXY_PASSWORD",
        "--ws-protocol" => "提供或接受的子协议；可重复",
        "--ws-header" => "升级时本端发送的头字段；可重复",
        "--ws-text" => "发送文本消息而不是二进制消息；输入必须是 UTF-8",
        "--buffer-size" => "每次 recv 最多请求的字节数，1 到 16MiB",
        "--input" => "读取这个文件，代替标准输入",
        "--output" => "写入这个文件，正常结束后才就位",
        "--append" => "追加到文件末尾，而不是重写",
        "--send" => @"发送这段文本；转义 \n \r \t \0 \\ \xHH",
        "--send-hex" => "发送这些字节，代替输入；可重复",
        "--crlf" => "把 LF 作为 CR LF 发送",
        "--send-only" => "只发送，不接收",
        "--recv-only" => "只接收，从不读取输入",
        "--no-shutdown" => "本端输入结束时不半关闭",
        "--linger" => "本端输入结束后等待对端的时间；默认 none",
        "--on-peer-close" => "对端结束时：发送完毕，或直接退出；默认 auto",
        "--close" => "以 FIN 或 RST 结束连接",
        "--max-receive" => "收到这么多字节后停止",
        "--expect-bytes" => "收到的字节数不符则以 50 退出",
        "--expect-sha256" => "收到的数据的哈希不符则以 50 退出",
        "--interactive" => "提示、发送一行、显示一个应答，如此反复",
        "--prompt" => "终端上的提示符；默认 >>>",
        "--quit-word" => "结束对话的那一行；默认 exit",
        "--tag" => "每行以客户端编号和制表符开头",
        "--output-per-client" => "每个客户端一个文件；文件名含 {n}、{peer} 或 {time}",
        "--reply" => "每次读取后应答：{message} {bytes} {peer} {n}",
        "--retry" => "连接失败后再试的次数",
        "--retry-delay" => "首次重试前的等待；默认 200ms",
        "--retry-backoff" => "等待如何增长；默认 exponential",
        "--retry-max-delay" => "最长的等待；默认 10s",
        "--retry-budget" => "所有尝试合计的时限",
        "--retry-jitter" => "等待是否随机抖动；默认抖动",
        "--reconnect" => "会话被切断后重新连接",
        "--exec" => "为每个客户端运行 -- 之后的程序",
        "--shell" => "同上，但用 shell 命令",
        "--broker" => "把每个客户端发来的数据转给其他所有客户端",
        "--chat" => "同上，但逐行转发，带发送者编号，对终端安全",
        "--keep-open" => "持续接受连接，可同时服务多个客户端",
        "--rate" => "每个方向每秒的字节数",
        "--fault" => "故意表现不良：silent、corrupt=1%、reset-after=1MiB、latency=80ms~20ms、…；可重复",
        "--seed" => "决定故障中的随机因素；种子相同则故障相同",
        "--clients" => "N 个会话后结束",
        "--max-clients" => "同时服务 N 个客户端，多出的立即关闭",
        "--allow" => "只允许这些地址；可重复",
        "--deny" => "立即关闭这些地址，即使已被允许；可重复",
        "--allow-file" => "允许这个文件列出的地址；收到 SIGHUP 时重新读取",
        "--deny-file" => "拒绝这个文件列出的地址；收到 SIGHUP 时重新读取",
        "--max-clients-per-host" => "同一地址同时服务 N 个，多出的立即关闭",
        "--ready-file" => "开始监听后把绑定的地址写入这个文件",
        "--ready-fd" => "开始监听后把绑定的地址写入这个描述符",
        "--run" => "开始监听后运行 -- 之后的命令；以它的退出码结束",
        "--wait" => "反复探测，直到全部开放，最多这么久",
        "--wait-closed" => "反复探测，直到全部不再开放，最多这么久",
        "--banner" => "显示每个端点最先发来的内容",
        "--json" => "每个结果是单独一行的 JSON 对象",
        "--grace" => "收到信号后会话可在 D 之内完成",
        "--verbose" => "在标准错误上显示事件；-vv 显示每次读写",
        "--quiet" => "只显示错误",
        "--log-format" => "事件显示为文本，或每行一个 JSON 对象",
        "--verdict" => "把运行的结论以 JSON 写入这个文件",
        "--stats" => "结束时显示字节数、速率和往返时间",
        "--explain" => "讲述每条 TCP 连接的经过：握手、状态、关闭",
        "--pcap" => "把每条连接的数据包写入 FILE，供 Wireshark 使用",
        "--record" => "把每个会话以文本写入 FILE，可用 sock replay 重放",
        "--record-chunks" => "每次读取各占一行，不合并",
        "--record-timing" => "同时记录停顿",
        "--as" => "扮演哪一方；默认 client",
        "--mask" => "把与 REGEX 匹配之处当作 NAME 比较；可重复",
        "--update" => "把 FILE 中有差异之处改写为实际到来的内容",
        "--progress" => "显示进度；auto：在终端上且超过一秒时",
        "--hex" => "在标准错误上以十六进制显示两个方向的字节",
        "--tee" => "把两个方向的原始字节按到达顺序写入 FILE",
        "--digest" => "结束时显示收发数据的哈希",
        "--help" => "显示常用选项",
        "--help-all" => "显示全部选项",
        "--help-man" => "打印手册，供 man -l 使用",
        "--version" => "显示版本",
        _ => throw new ArgumentOutOfRangeException(nameof(option), option, null),
    };

    public override IReadOnlyList<(string Line, string Meaning)> Examples(string command) => command switch
    {
        "connect" =>
        [
            ("sock connect 127.0.0.1 50000 <file", "发送一个文件；退出码 0 表示对端已收到"),
            ("printf 'PING\\r\\n' | sock connect localhost:6379", "询问服务端并打印它的应答"),
        ],
        "listen" =>
        [
            ("sock listen 50000 >file", "从一个客户端接收一个文件"),
            ("sock listen 50000 --keep-open", "打印每个客户端发来的内容"),
        ],
        "echo-server" =>
        [
            ("sock echo-server 50000", "把每个客户端的数据原样送回"),
            ("sock echo-server 50000 --reply 'got {bytes}: {message}'", "按模板应答"),
        ],
        "relay" =>
        [
            ("sock relay 8443 127.0.0.1:8080 --tls --tls-cert c.pem", "为不支持 TLS 的服务端加上 TLS"),
            ("sock relay 127.0.0.1:5432 tls://db:5432", "为不支持 TLS 的客户端加上 TLS"),
        ],
        "probe" =>
        [
            ("sock probe 127.0.0.1 20-25,80", "每个端口一行：开放、被拒绝、超时、不可达"),
            ("sock probe db 5432 --wait 30s -- ./migrate.sh", "端口一开放就运行程序"),
        ],
        "replay" =>
        [
            ("sock replay ping.session 127.0.0.1 6379", "重放客户端发过的内容，看应答有何不同"),
            ("sock replay ping.session 6379 --as server --keep-open", "充当服务端"),
        ],
        "completions" =>
        [
            ("sock completions bash >~/.local/share/bash-completion/completions/sock", "此后打开的 bash 可以补全 sock"),
            ("sock completions fish >~/.config/fish/completions/sock.fish", "fish 也可以"),
        ],
        _ =>
        [
            ("sock listen 50000 >copy", "接收一个文件"),
            ("sock connect 127.0.0.1 50000 <file", "发送它"),
            ("sock connect 127.0.0.1 50000 --interactive", "与服务端逐行对话"),
        ],
    };

    // The manual.
    public override string ManualVolume => "用户命令";

    public override IReadOnlyList<string> Description =>
    [
        "sock 把 TCP、UDP、TLS、WebSocket 和 Unix 套接字与文件、管道、终端、程序相接，也把它们彼此相接。",
        "退出码 0 表示：读到的每个字节都已由对端内核确认，收到的每个字节都已写出。其他任何结果都有各自的退出码，并在标准错误上给出清楚的一行。",
        "标准输出只有对端的字节，以及命令被要求打印的内容。事件和错误写到标准错误；其中来自网络的内容除可打印字符外都显示为 \\xNN。",
        "时长写作 250ms、1.5s、2m、1h 或 none，不带单位的数是秒。大小写作 512、64KiB、10MB 或 1GiB。",
    ];

    public override IReadOnlyList<(string Written, string Meaning)> Addresses =>
    [
        ("50000", "所有本地地址上的这个 TCP 端口，IPv4 和 IPv6 一起（仅用于接受连接）"),
        ("HOST PORT", "TCP；也可写作 HOST:PORT、[V6]:PORT 和 tcp://HOST:PORT；主机 * 是所有地址，端口可以是服务名，0 是空闲端口"),
        ("udp://HOST:PORT", "UDP；等同于 --udp"),
        ("tls://HOST:PORT", "TLS；等同于 --tls；也可用 tls+unix:PATH；后面可带选项：?ca=FILE&cert=FILE&key=FILE"),
        ("unix:PATH", "Unix 流套接字；unix:@NAME 是 Linux 抽象名"),
        ("ws://HOST:PORT/PATH", "WebSocket；wss:// 在 TLS 之上，其 TLS 选项写在 # 之后"),
        ("exec:PROGRAM ARGS", "转发的 TO：每条连接一个程序，不经过 shell"),
        ("fd:N", "父进程传入的套接字，已连接或正在监听"),
        ("-", "标准输入输出（relay）"),
    ];

    public override IReadOnlyList<(string Name, string Meaning)> Variables =>
    [
        ("SOCK_LANG", "消息和帮助的语言，en 或 zh-CN；没有则由 LC_ALL、LC_MESSAGES 和 LANG 决定"),
        ("SOCK_PROXY_PASSWORD", "代理的密码，未给出 --proxy-password-file 时使用"),
        ("SOCK_ENGINE", "buffer：由 sock 自己复制每个字节，内核不直接搬运"),
        ("NO_COLOR", "非空：终端上不用颜色"),
        ("NOTIFY_SOCKET", "服务管理器，将收到 READY=1 和 STOPPING=1"),
        ("SOCK_PEER_ADDRESS", "传给客户端的程序，同时还有 SOCK_PEER_PORT、SOCK_LOCAL_ADDRESS、SOCK_LOCAL_PORT 和 SOCK_PROTOCOL"),
        ("SOCK_ADDRESS", "传给 --run 的命令，同时还有 SOCK_PORT：sock 监听的地方"),
    ];

    public override IReadOnlyList<(string Name, string Meaning)> Files =>
    [
        ("/etc/services", "端口的名字"),
        ("~/.local/share/man/man1/sock.1", "本手册，由 install.sh 放置；sock --help-man 打印它"),
        ("~/.local/share/bash-completion/completions/sock", "bash 的补全脚本；sock completions SHELL 打印各种 shell 的补全脚本"),
    ];

    public override string SectionTitle(ManualSection section) => section switch
    {
        ManualSection.Name => "名称",
        ManualSection.Synopsis => "概要",
        ManualSection.Description => "描述",
        ManualSection.Commands => "命令",
        ManualSection.Addresses => "地址",
        ManualSection.Options => "选项",
        ManualSection.ExitStatus => "退出码",
        ManualSection.Environment => "环境变量",
        ManualSection.Files => "文件",
        ManualSection.Examples => "示例",
        ManualSection.SeeAlso => "另见",
        _ => throw new ArgumentOutOfRangeException(nameof(section), section, null),
    };

    public override string ExitMeaning(string cause) => cause switch
    {
        "done" => "完成：读到的每个字节都已由对端接收，收到的每个字节都已写出",
        "failed" => "没有专门退出码的失败",
        "usage" => "用法错误",
        "not-resolved" => "名字无法解析",
        "refused" => "连接被拒绝",
        "unreachable" => "网络或主机不可达",
        "connect-timed-out" => "连接超时",
        "address-in-use" => "地址已被占用",
        "cannot-bind" => "无法绑定或打开该地址（不属于本机，或没有权限）",
        "nobody-connected" => "时限内没有人连接",
        "idle" => "空闲太久",
        "deadline" => "已到时限",
        "would-block" => "将会阻塞（非阻塞模式）",
        "timed-out" => "读或写超时",
        "reset" => "被对端重置",
        "peer-took-less" => "对端在接收完我们的全部数据之前关闭",
        "cut-short" => "数据流被截断（TLS 没有 close_notify，WebSocket 没有关闭帧）",
        "tls-failed" => "TLS 握手或验证失败",
        "proxy-failed" => "代理拒绝或失败",
        "verification-failed" => "验证失败",
        "input-unreadable" => "输入无法读取",
        "output-unwritable" => "输出无法写入",
        "bug" => "sock 的缺陷",
        "signal" => "被 HUP、INT、QUIT、TERM 终止",
        "output-closed" => "标准输出的读取方已离开",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
    };

    public override string TakenBy(IReadOnlyList<string> commands) => $"用于 {string.Join("、", commands)}";

    private static string Describe(ParseProblem problem)
    {
        var part = $"“{Safe(problem.Part)}”";
        return problem.Kind switch
        {
            ParseProblemKind.NothingGiven => "缺少地址",
            ParseProblemKind.TooManyWords => $"多了一个词{part}",
            ParseProblemKind.AddressHasUser => "地址中不能有用户名",
            ParseProblemKind.HostMissing => $"{part}有端口而没有主机",
            ParseProblemKind.HostEmpty => $"{part}中的主机为空",
            ParseProblemKind.HostTooLong => $"主机{part}超过 255 个字符",
            ParseProblemKind.HostLooksNumeric => $"{part}看起来像地址，却不是",
            ParseProblemKind.HostForbiddenCharacter => $"主机名中不能有{part}",
            ParseProblemKind.HostBadLabel => $"{part}不能是主机名的一部分",
            ParseProblemKind.HostNotDialable => $"{part}代表所有地址，无法连接",
            ParseProblemKind.IPv6Malformed => $"{part}不是 IPv6 地址",
            ParseProblemKind.IPv6NeedsBrackets => $"{part}中的 IPv6 地址需要方括号",
            ParseProblemKind.PortMissing when IsList(problem) => $"{part}的逗号旁缺少端口",
            ParseProblemKind.PortMissing => $"{part}没有端口",
            ParseProblemKind.PortUnknown => $"{part}既不是端口，也不是已知的服务",
            ParseProblemKind.PortOutOfRange => $"端口{part}超出范围",
            ParseProblemKind.SchemeUnknown => $"{part}不是一种传输方式",
            ParseProblemKind.ProgramNotAccepting => $"{part}是要启动的程序，不能接受连接",
            ParseProblemKind.ProgramEmpty => "exec: 需要一个程序",
            ParseProblemKind.SchemeNotSupported => $"本版本不支持{part}",
            ParseProblemKind.StreamsOfRelay => $"{part}是标准输入输出，只能作为 relay 的一端",
            ParseProblemKind.DescriptorMalformed => $"{part}不是描述符",
            ParseProblemKind.UnixPathEmpty => $"{part}中的路径为空",
            ParseProblemKind.UnixPathTooLong => $"路径{part}超出 Unix 套接字地址的长度",
            ParseProblemKind.UnixPathHasNul => $"路径{part}中有零字节",
            ParseProblemKind.UnixAbstractNotOnThisSystem => $"抽象名{part}：只有 Linux 支持",
            ParseProblemKind.TlsParameterUnknown => $"{part}不是 TLS 的参数",
            ParseProblemKind.TlsParameterTwice => $"{part}给出了不止一次",
            ParseProblemKind.TlsInsecureMalformed => $"insecure 应单独出现或为 1，而不是{part}",
            ParseProblemKind.TlsVersionUnknown => $"{part}既不是 1.2 也不是 1.3",
            ParseProblemKind.TlsPinMalformed => $"{part}不是 sha256: 加 64 个十六进制数字",
            ParseProblemKind.TlsAlpnMalformed => $"{part}不是协议名列表",
            ParseProblemKind.TlsAlpnTooLong => $"从{part}起，协议名的总长超过了握手所能容纳的长度",
            ParseProblemKind.WebSocketTarget => $"{part}不是由可打印 ASCII 组成的路径",
            ParseProblemKind.WebSocketFragment => $"WebSocket 地址不能有片段：{part}",
            ParseProblemKind.WebSocketProtocol => $"{part}不能用作子协议名",
            ParseProblemKind.WebSocketHeader => $"{part}不是由可打印 ASCII 组成的 NAME: VALUE",
            ParseProblemKind.WebSocketHeaderTaken => $"{part}由升级过程自行发送",
            ParseProblemKind.ProxySchemeUnknown => $"{part}不是一种代理",
            ParseProblemKind.ProxyPasswordInAddress => "密码不应写在代理地址中，那里人人可见",
            ParseProblemKind.ProxyUserMalformed => $"{part}不能用作用户名",
            ParseProblemKind.MulticastMalformed => $"{part}不是组播地址",
            ParseProblemKind.DurationMalformed => $"{part}不是时长",
            ParseProblemKind.DurationOutOfRange => $"时长{part}超出范围",
            ParseProblemKind.SizeMalformed => $"{part}不是大小",
            ParseProblemKind.SizeNotWhole => $"{part}不是整数个字节",
            ParseProblemKind.SizeOutOfRange => $"大小{part}超出范围",
            ParseProblemKind.EscapeUnknown => $"{part}不是转义",
            ParseProblemKind.FileNameField => $"{part}不是字段的开头",
            ParseProblemKind.HexMalformed => $"{part}不是十六进制",
            ParseProblemKind.HexOdd => $"{part}的十六进制数字个数为奇数",
            ParseProblemKind.OptionUnknown => $"{part}不是套接字选项",
            ParseProblemKind.OptionNotOnThisSystem => $"本系统没有套接字选项{part}",
            ParseProblemKind.ValueMissing => $"{part}需要 =VALUE",
            ParseProblemKind.OptionValueNotFlag => $"{part}既不是 on 也不是 off",
            ParseProblemKind.OptionValueNotNumber => $"{part}不是整数",
            ParseProblemKind.OptionValueOutOfRange => $"{part}超出范围",
            ParseProblemKind.OptionRawMalformed => $"{part}不是 LEVEL:NUMBER=VALUE",
            ParseProblemKind.FaultUnknown => $"{part}不是一种故障",
            ParseProblemKind.FaultTakesNothing => $"{part}不接受值",
            ParseProblemKind.ShareMalformed => $"{part}不是全部字节的比例",
            ParseProblemKind.LatencyMalformed => $"{part}不是延迟",
            ParseProblemKind.AddressExpected => $"{part}不是地址",
            ParseProblemKind.AddressHasZone => $"{part}带有区域标识，而对端不按它区分",
            ParseProblemKind.PrefixLengthMalformed => $"{part}的末尾不是其协议族的前缀长度",
            ParseProblemKind.NetworkHasHost => $"{part}在前缀之后还有非零位",
            ParseProblemKind.RangeOfTwoFamilies => $"{part}的首尾属于不同的地址族",
            ParseProblemKind.RangeBackwards => $"{part}的末尾在开头之前",
            _ => part,
        };
    }

    private static string? HintForValue(string name) => name switch
    {
        Corrupt.Word => "写作 corrupt=1%",
        Latency.Word => "写作 latency=80ms 或 latency=80ms~20ms",
        CutAfter.ResetWord or CutAfter.CloseWord or SlowRead.Word or Drip.Word => $"写作 {name}=64KiB",
        _ => null,
    };

    private static string WhatFailedToInherit(Failure failure) => (failure.Kind, Errno.NameOf(failure.Errno)) switch
    {
        (FailureKind.NobodyConnected, _) => $"{Of(failure)} 是唯一的连接，而它没有成为客户端",
        _ when failure.Errno == 0 => $"无法使用 {Of(failure)}：--allow 和 --deny 按地址区分客户端，而那里的客户端没有地址",
        (_, "EBADF") => $"无法使用 {Of(failure)}：没有传入这个描述符{Number(failure)}",
        (_, "ENOTSOCK") => $"无法使用 {Of(failure)}：它不是套接字{Number(failure)}",
        (_, "EPROTOTYPE") => $"无法使用 {Of(failure)}：它不是流套接字{Number(failure)}",
        (_, "EAFNOSUPPORT") => $"无法使用 {Of(failure)}：它既不是 TCP 也不是 Unix 套接字{Number(failure)}",
        (_, "ENOTCONN") => $"无法使用 {Of(failure)}：它没有连接{Number(failure)}",
        (_, "EINVAL") => $"无法使用 {Of(failure)}：它既没有连接也没有监听{Number(failure)}",
        (_, "EPERM") => $"无法使用 {Of(failure)}：监听套接字不能是标准流{Number(failure)}",
        _ => $"无法使用 {Of(failure)}：{System(failure)}",
    };

    private static string WhatFailedInUpgrade(Failure failure) => $"{Of(failure)} 未能升级为 WebSocket：{CommonProblem(failure)}";

    private static string CommonProblem(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.ClosedEarly => "它在握手中途关闭了连接",
        HandshakeProblem.TooSlow => $"{Text(failure.Limit)} 内没有完成握手",
        HandshakeProblem.Crowded => "正在握手的太多，而它是最早的一个",
        HandshakeProblem.TooLong => $"它发送的内容超过 {Safe(failure.Expected)} 字节",
        HandshakeProblem.TooManyLines => $"它发送的内容超过 {Safe(failure.Expected)} 行",
        HandshakeProblem.TooManyAnswers => $"它发送的临时应答超过 {failure.Number} 个",
        HandshakeProblem.Malformed => $"它使用的是别的协议：“{Safe(failure.Found)}”",
        HandshakeProblem.UpgradeDeclined => $"它应答“{Safe(failure.Found)}”",
        HandshakeProblem.UpgradeUnwanted => $"它请求的是“{Safe(failure.Found)}”",
        HandshakeProblem.UpgradeField when failure.Found.Length == 0 => $"它的头部缺少“{Safe(failure.Expected)}”",
        HandshakeProblem.UpgradeField => $"它的头部在应为“{Safe(failure.Expected)}”之处是“{Safe(failure.Found)}”",
        HandshakeProblem.UpgradeNotOffered => $"它选择了“{Safe(failure.Found)}”，而我们没有提供",
        _ => System(failure),
    };

    private static string WhatCutItShort(Failure failure) => failure switch
    {
        { Number: > 0, Found.Length: > 0 } => $"{Of(failure)} 以代码 {failure.Number} 关闭了 WebSocket：“{Safe(failure.Found)}”",
        { Number: > 0 } => $"{Of(failure)} 以代码 {failure.Number} 关闭了 WebSocket",
        { Problem: HandshakeProblem.Malformed } => $"{Of(failure)} 的数据流被截断：它违反了协议",
        { Problem: HandshakeProblem.Unfinished } => $"{Of(failure)} 的数据流被截断：它在一条消息中途关闭",
        _ => $"{Of(failure)} 的数据流被截断：没有宣告结束",
    };

    private static string WhatFailedAtProxy(Failure failure) => failure.Problem is HandshakeProblem.Socks5Refused or HandshakeProblem.Socks4Refused or HandshakeProblem.HttpRefused
        ? $"代理 {Of(failure)} 没有连接到 {Safe(failure.Expected)}：{ProxyAnswer(failure)}"
        : $"代理 {Of(failure)} 失败：{ProxyProblem(failure)}";

    private string WhatKeptFromProxy(Failure failure) => $"无法到达代理 {Safe(failure.Expected)}：{WhatFailed(failure with { Problem = HandshakeProblem.None })}";

    private static string ProxyProblem(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.CredentialsWanted => "它要求用户名和密码",
        HandshakeProblem.CredentialsRefused => "它不接受这个用户名和密码",
        HandshakeProblem.NoCommonMethod when failure.Found.Length == 0 => "它既不接受匿名，也不接受用户名和密码",
        HandshakeProblem.NoCommonMethod => $"它接受 {Safe(failure.Found)}，而我们支持 Basic 和 Digest（MD5、SHA-256，qop auth）",
        HandshakeProblem.PasswordTooLong => $"无法告诉它超过 {failure.Number} 字节的密码",
        HandshakeProblem.TargetOfIPv6 => $"无法告诉它 {Safe(failure.Expected)}：那是 SOCKS 4 不支持的 IPv6 地址",
        HandshakeProblem.TargetWithZone => $"无法告诉它 {Safe(failure.Expected)}：那是只有本机认识的区域标识",
        HandshakeProblem.TargetTooLong => $"无法告诉它 {Safe(failure.Expected)}：那是超过 {failure.Number} 字节的名字",
        HandshakeProblem.ClosedEarly => $"{CommonProblem(failure)}{Number(failure)}",
        _ => CommonProblem(failure),
    };

    private static string ProxyAnswer(Failure failure) => (failure.Problem, failure.Number) switch
    {
        (HandshakeProblem.HttpRefused, var status) => failure.Found.Length > 0 ? $"状态 {status}“{Safe(failure.Found)}”" : $"状态 {status}",
        (HandshakeProblem.Socks5Refused, 1) => "一般性失败（应答 1）",
        (HandshakeProblem.Socks5Refused, 2) => "它的规则不允许（应答 2）",
        (HandshakeProblem.Socks5Refused, 3) => "网络不可达（应答 3）",
        (HandshakeProblem.Socks5Refused, 4) => "主机不可达，或没有这个名字（应答 4）",
        (HandshakeProblem.Socks5Refused, 5) => "连接被拒绝（应答 5）",
        (HandshakeProblem.Socks5Refused, 6) => "跳数过多，TTL 已耗尽（应答 6）",
        (HandshakeProblem.Socks5Refused, 7) => "它不支持 CONNECT 命令（应答 7）",
        (HandshakeProblem.Socks5Refused, 8) => "它不认识这种地址（应答 8）",
        (HandshakeProblem.Socks4Refused, 91) => "被拒绝或失败（应答 91）",
        (HandshakeProblem.Socks4Refused, 92) => "它无法联系这里的 identd 来询问我们是谁（应答 92）",
        (HandshakeProblem.Socks4Refused, 93) => "这里的 identd 说的用户与我们的不同（应答 93）",
        (_, var code) => $"应答 {code}，没有含义",
    };

    private static string? HintForProxy(Failure failure)
    {
        var scheme = Safe(failure.Subject.Split(':')[0]);
        return failure.Problem switch
        {
            HandshakeProblem.CredentialsWanted => $"请在地址中给出用户名，{scheme}://USER@HOST:PORT，密码放入 SOCK_PROXY_PASSWORD",
            HandshakeProblem.CredentialsRefused => "密码取自 --proxy-password-file，否则取自 SOCK_PROXY_PASSWORD",
            HandshakeProblem.TargetOfIPv6 => "socks5:// 和 http:// 支持 IPv6",
            _ => null,
        };
    }

    private static string WhatFailedInTls(Failure failure) => failure.Operation == Operation.Open
        ? $"无法使用 {Of(failure)}：{FileProblem(failure)}"
        : $"无法与 {Of(failure)} 建立 TLS：{TlsProblem(failure)}";

    private static string TlsProblem(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.NotTls => $"它使用的不是 TLS（首字节是 {Safe(failure.Found)}）",
        HandshakeProblem.OldVersion => "它不支持这里允许的任何 TLS 版本",
        HandshakeProblem.Alert => $"它报告 {Safe(failure.Found)}（警报 {failure.Number}）",
        HandshakeProblem.NoCertificate => "它没有出示证书",
        HandshakeProblem.OurCertificateRefused => "它要求我们的证书，然后离开了",
        HandshakeProblem.OurCertificateUnfit => OurCertificateUnfit(failure),
        HandshakeProblem.CertificateExpired => $"它的证书已于 {Safe(failure.Found)} 过期",
        HandshakeProblem.CertificateNotYetValid => $"它的证书在 {Safe(failure.Found)} 之前无效",
        HandshakeProblem.CertificateOfAnother => $"它的证书属于 {Short(failure.Found)}，而不是 {Safe(failure.Expected)}",
        HandshakeProblem.AddressAsName => $"它的证书把 {Safe(failure.Expected)} 写成了 DNS 名字，而不是地址",
        HandshakeProblem.CertificateSelfSigned => "它的证书是自签名的",
        HandshakeProblem.AuthorityUnknown => $"它的证书由不受信任的机构颁发：{Short(failure.Expected)}",
        HandshakeProblem.PinUnknown => $"它的公钥 sha256:{Safe(failure.Found)} 不在所固定的公钥之中",
        HandshakeProblem.CertificateInvalid => $"它的证书无效：{string.Join("，", failure.Found.Split(", ").Select(ChainFault))}",
        HandshakeProblem.Broken when failure.Found.Length == 0 => "它没有遵守协议",
        HandshakeProblem.Broken => Short(failure.Found),
        _ => CommonProblem(failure),
    };

    // X509ChainStatusFlags.
    private static string ChainFault(string flag) => flag switch
    {
        "NotValidForUsage" => "不能用于此用途（extended key usage）",
        "InvalidBasicConstraints" => "签发者不是证书颁发机构",
        "Revoked" => "已被吊销",
        "HasWeakSignature" => "签名太弱",
        "NotTimeNested" => "有效期超过其颁发机构",
        "ExplicitDistrust" => "本系统不信任它",
        "HasNotPermittedNameConstraint" or "HasExcludedNameConstraint" => "其颁发机构无权为这个名字签发",
        "HasNotSupportedCriticalExtension" => "含有这里不认识的关键扩展",
        _ => $"系统报告 {Safe(flag)}",
    };

    private static string? HintForTls(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.CertificateSelfSigned or HandshakeProblem.AuthorityUnknown when failure.Found.Length == 0 =>
            "它的公钥已被信任，但同时给出 --tls-ca 时两者都须成立；如果公钥已足够，请去掉 --tls-ca",
        HandshakeProblem.CertificateSelfSigned or HandshakeProblem.AuthorityUnknown =>
            $"如果您从别处确知这是它的公钥，请加上 --tls-pin sha256:{Safe(failure.Found)}；否则用 --tls-ca 给出其颁发机构的文件",
        HandshakeProblem.CertificateOfAnother => "如果这正是您要找的服务端，请用 --tls-server-name 给出它的一个名字",
        HandshakeProblem.AddressAsName => "证书中的地址应以 IP:ADDRESS 写在 subjectAltName 中",
        HandshakeProblem.OurCertificateRefused => "请用 --tls-cert FILE --tls-key FILE 给出它信任的证书",
        HandshakeProblem.Alert when failure.Number is CertificateRequired => "它要求客户端证书：--tls-cert FILE --tls-key FILE",
        HandshakeProblem.Alert when failure.Number is HandshakeFailure => "双方没有共同的版本或密码套件，或者它要求客户端证书：--tls-cert FILE --tls-key FILE",
        HandshakeProblem.NotTls => "请去掉 --tls，或检查端口",
        HandshakeProblem.OldVersion => "这里的最低版本是 TLS 1.2，或由 --tls-min 指定",
        _ => HintForFile(failure),
    };

    private static string FileProblem(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.CertificateInDer => "它是 DER 格式的证书，不是 PEM",
        HandshakeProblem.KeyInDer => "它是 DER 格式的私钥，不是 PEM",
        HandshakeProblem.FileInPkcs7 => "它是 PKCS#7，不是 PEM",
        HandshakeProblem.FileInPkcs12 => "它是 PKCS#12，不是 PEM",
        HandshakeProblem.FileWithoutCertificate => "其中没有证书（PEM）",
        HandshakeProblem.FileWithoutKey => "其中没有私钥（PEM）",
        HandshakeProblem.FileDamaged => "其中作为证书或私钥的内容并不是证书或私钥",
        HandshakeProblem.KeyEncrypted => "其中的私钥是加密的",
        HandshakeProblem.KeyUnsupported => $"其中的私钥属于这里的 TLS 不能使用的种类：{Safe(failure.Found)}",
        HandshakeProblem.KeyOfAnother when failure.Expected == failure.Subject => "其中的私钥与证书不匹配",
        HandshakeProblem.KeyOfAnother => $"其中的私钥与 {Safe(failure.Expected)} 中的证书不匹配",
        HandshakeProblem.CertificateNotFirst => "其中第一张证书不是私钥的证书，后面的另一张才是",
        HandshakeProblem.OurCertificateUnfit => OurCertificateUnfit(failure),
        _ => System(failure),
    };

    private static string OurCertificateUnfit(Failure failure) => $"本系统的 TLS 拒绝我们的证书{(failure.Found.Length > 0 ? $"：{Safe(failure.Found)}" : "")}";

    private static string? HintForFile(Failure failure)
    {
        var file = Safe(failure.Subject);
        return failure.Problem switch
        {
            HandshakeProblem.KeyEncrypted => $"可在传入时解密：--tls-key <(openssl pkey -in {file})",
            HandshakeProblem.KeyUnsupported => "请使用 RSA 或 ECDSA 私钥",
            HandshakeProblem.KeyOfAnother when failure.Expected == failure.Subject => "请用 --tls-key 给出私钥自己的文件",
            HandshakeProblem.FileWithoutKey => "请用 --tls-key 给出私钥自己的文件",
            HandshakeProblem.CertificateNotFirst => "我们自己的证书应在最前，然后是它与颁发机构之间的证书",
            HandshakeProblem.CertificateInDer => $"转换为 PEM：openssl x509 -inform der -in {file}",
            HandshakeProblem.KeyInDer => $"转换为 PEM：openssl pkey -inform der -in {file}",
            HandshakeProblem.FileInPkcs7 => $"转换为 PEM：openssl pkcs7 -inform der -print_certs -in {file}",
            HandshakeProblem.FileInPkcs12 => $"转换为 PEM：openssl pkcs12 -in {file} -nodes",
            _ => null,
        };
    }

    private static string Says(StateSource source) => source switch
    {
        StateSource.Kernel => "TCP_INFO 显示",
        StateSource.Table => "连接表显示",
        _ => "连接已建立",
    };

    private static string Offers(TcpSegment syn) => $"，窗口 {Number(syn.Window)}" + (syn.MaximumSegment is { } most ? $"，mss {Number(most)}" : "");

    private static string? Passed(string how, TcpData? data) => data is null ? null
        : $"{how} {Bytes(data.Bytes)}，{Number(data.Segments)} 个报文段" + (data.OutOfOrder > 0 ? $"，其中 {Number(data.OutOfOrder)} 个重传或乱序" : "");

    private static string MeaningOf(TcpState state) => state switch
    {
        TcpState.SynSent => "，我们的 SYN 已发出",
        TcpState.SynReceived => "，已用我们的 SYN 应答对端的 SYN",
        TcpState.Established => "，双方都知道了对方的初始序列号",
        TcpState.FinWait1 => "，我们的 FIN 已发出，尚未被确认",
        TcpState.FinWait2 => "，对端已收到我们的 FIN，仍可发送",
        TcpState.CloseWait => "，对端已结束它的方向，我们的方向仍然打开",
        TcpState.LastAck => "，双向都已结束，我们的 FIN 尚未被确认",
        TcpState.Closing => "，双方的 FIN 同时发出",
        TcpState.TimeWait => "，先关闭的一方等待迟到的报文段",
        TcpState.Closed => "，连接已不复存在",
        _ => "",
    };

    private static string Of(Failure failure) => failure.Subject switch
    {
        OurEnds.Input => "标准输入",
        OurEnds.Output => "标准输出",
        OurEnds.Streams => "标准流",
        OurEnds.Conversation => "对话",
        var subject when OurEnds.NumberIn(subject) is { } number => $"描述符 {Safe(number)}",
        var subject => Safe(subject),
    };

    private static string Passed(string what, ProgressWay way) =>
        $"{what} {AmountText.Of(way.Bytes)}{(way.Total is { } total ? $"，共 {AmountText.Of(total)}" : "")}，{AmountText.Of(way.Rate)}/s";

    private static string WhatIsWrongWithSession(Failure failure)
    {
        var found = $"“{Excerpt(failure.Found)}”";
        var what = failure switch
        {
            { Malformed: { } problem } => Describe(problem),
            { Session: SessionProblem.FormatUnknown } => $"{found} 不是格式名：会话文件以 {SessionText.FirstLine} 开头",
            { Session: SessionProblem.LineTooLong } => "这一行超过 1 MiB",
            { Session: SessionProblem.NotQuoted } => $"{found} 不是一段用引号括起的文本",
            { Session: SessionProblem.PatternMalformed } => $"{found} 不是正则表达式{Reason(failure.Pattern)}",
            { Session: SessionProblem.NotPlayable } => $"{found} 只能用于核对，无从得知该发送什么",
            { Session: SessionProblem.AfterTheEnd } => $"{found} 出现在结束之后",
            { Session: SessionProblem.NoSteps } => "其中没有可重放的内容",
            _ => $"{found} 不是合法的会话步骤",
        };
        return $"{Place(failure)}：{what}";
    }

    private static string Place(Failure failure) => $"{Safe(failure.Subject)} 第 {failure.Number} 行";

    private static string Reason(PatternProblem? problem) => problem is null ? "" : $"：{Reason(problem.Error)}（第 {problem.At} 个字符处）";

    private static string Reason(RegexParseError error) => error switch
    {
        RegexParseError.InsufficientClosingParentheses => "有 ( 未闭合",
        RegexParseError.InsufficientOpeningParentheses => "多出一个 )",
        RegexParseError.UnterminatedBracket => "有 [ 未闭合",
        RegexParseError.UnterminatedComment => "有 (?# 未闭合",
        RegexParseError.QuantifierAfterNothing => "没有可重复的内容",
        RegexParseError.NestedQuantifiersNotParenthesized => "已经重复的内容又要重复",
        RegexParseError.ReversedQuantifierRange => "{n,m} 中逗号前的数大于逗号后的数",
        RegexParseError.QuantifierOrCaptureGroupOutOfRange => "数字太大",
        RegexParseError.ReversedCharacterRange => "[ ] 中的范围前后颠倒",
        RegexParseError.ShorthandClassInCharacterRange => @"[ ] 中的范围不能以 \d 之类的类别结束",
        RegexParseError.ExclusionGroupNotLast => "[ ] 中要排除的部分必须放在最后",
        RegexParseError.UnescapedEndingBackslash => @"\ 之后没有内容",
        RegexParseError.UnrecognizedEscape => "没有这种转义",
        RegexParseError.UnrecognizedControlCharacter or RegexParseError.MissingControlCharacter => @"\c 之后需要一个字母",
        RegexParseError.InsufficientOrInvalidHexDigits => "缺少十六进制数字",
        RegexParseError.InvalidUnicodePropertyEscape or RegexParseError.MalformedUnicodePropertyEscape or RegexParseError.UnrecognizedUnicodeProperty => @"没有这种 \p{NAME}",
        RegexParseError.UndefinedNamedReference or RegexParseError.UndefinedNumberedReference or RegexParseError.MalformedNamedReference => "没有这个分组",
        RegexParseError.CaptureGroupNameInvalid or RegexParseError.CaptureGroupOfZero => "分组不能用这个名字",
        RegexParseError.InvalidGroupingConstruct => "没有这种 (?",
        _ => "(?(条件) 不完整",
    };

    private static string WhatDiffersInSession(Failure failure)
    {
        var what = failure.Session switch
        {
            SessionProblem.Silent => $"{Text(failure.Limit)} 内没有更多数据到来",
            SessionProblem.Ended => "连接先结束了",
            SessionProblem.Broken => "连接先被重置了",
            SessionProblem.MoreCame => "到来的数据多于会话所载",
            SessionProblem.NotPlayed => "没有客户端来进行这个会话",
            SessionProblem.NotTaken => $"{Text(failure.Limit)} 内对端没有接收这里要发送的内容",
            SessionProblem.TooMuch => "到来的数据超过为模式保留的 1 MiB",
            _ => "到来的内容不同",
        };
        return $"核对失败：{Place(failure)}：{what}";
    }

    private static string Bytes(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} 字节");

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string AtRate(long bytes, TimeSpan duration) => Rate(bytes, duration) is { Length: > 0 } rate ? $"，{rate}" : "";

    private static string Within(Failure failure) => failure.Limit > TimeSpan.Zero ? $"在 {Text(failure.Limit)} 内" : "未及时";

    private static string Undelivered(Failure failure) => failure.Bytes > 0 ? $"；{Bytes(failure.Bytes)}未送达" : "";

    private static bool IsList(ParseProblem problem) => problem.Part.Contains(',', StringComparison.Ordinal);

    private static string System(Failure failure) => failure.Errno == 0 ? "无法做到" : $"{SystemText(failure.Errno)}{Number(failure)}";

    // errno(3); what is not here is told in the system's own words.
    private static string SystemText(int errno) => Errno.NameOf(errno) switch
    {
        "EPERM" => "操作不允许",
        "ENOENT" => "没有该文件或目录",
        "EIO" => "输入输出错误",
        "ENXIO" => "没有该设备或地址",
        "EBADF" => "描述符无效",
        "EAGAIN" => "资源暂时不可用",
        "ENOMEM" => "内存不足",
        "EACCES" => "权限不够",
        "EBUSY" => "设备或资源忙",
        "EEXIST" => "文件已存在",
        "ENODEV" => "没有该设备",
        "ENOTDIR" => "不是目录",
        "EISDIR" => "是一个目录",
        "EINVAL" => "参数无效",
        "ENFILE" => "系统打开的文件过多",
        "EMFILE" => "打开的文件过多",
        "EFBIG" => "文件过大",
        "ENOSPC" => "设备上没有空间",
        "EROFS" => "只读文件系统",
        "EPIPE" => "管道已断开",
        "ENAMETOOLONG" => "文件名过长",
        "ELOOP" => "符号链接层数过多",
        "ENOEXEC" => "可执行文件格式错误",
        "EILSEQ" => "多字节字符无效",
        "ENOTSOCK" => "不是套接字",
        "EMSGSIZE" => "消息过长",
        "EPROTOTYPE" => "套接字的协议类型错误",
        "ENOPROTOOPT" => "协议没有该选项",
        "EPROTONOSUPPORT" => "不支持该协议",
        "EOPNOTSUPP" or "ENOTSUP" => "不支持该操作",
        "EAFNOSUPPORT" => "不支持该地址族",
        "EADDRINUSE" => "地址已被占用",
        "EADDRNOTAVAIL" => "地址不属于本机",
        "ENETDOWN" => "网络已关闭",
        "ENETUNREACH" => "网络不可达",
        "ECONNABORTED" => "连接被中止",
        "ECONNRESET" => "连接被对端重置",
        "ENOBUFS" => "没有可用的缓冲区",
        "EISCONN" => "已经连接",
        "ENOTCONN" => "没有连接",
        "ETIMEDOUT" => "连接超时",
        "ECONNREFUSED" => "连接被拒绝",
        "EHOSTDOWN" => "主机已关机",
        "EHOSTUNREACH" => "主机不可达",
        "EDQUOT" => "超出磁盘配额",
        _ => Marshal.GetPInvokeErrorMessage(errno).ToLowerInvariant(),
    };
}
