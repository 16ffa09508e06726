using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Faults;

/// <summary>A way of behaving badly that was asked for. A value: what it does to one connection is in the layers it puts on it.</summary>
public abstract record Fault
{
    /// <summary>The name in <c>--fault</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Where its layers are, counted from the network: what is counted last has been through all the others.</summary>
    internal virtual int Place => 0;

    /// <summary>Whether it makes sense where messages pass that nobody may cut and that have no end.</summary>
    public virtual bool FitsMessages => false;

    /// <summary>Whether nothing is said to the client, so that there is nothing to be read from our side either.</summary>
    public virtual bool IsMute => false;

    /// <summary>As it is written in <c>--fault</c>.</summary>
    public sealed override string ToString() => Argument is { Length: > 0 } argument ? $"{Name}={argument}" : Name;

    protected virtual string Argument => "";

    /// <summary>Whether the two cannot both be meant.</summary>
    internal virtual bool Contradicts(Fault other) => other.GetType() == GetType();

    internal virtual InputLayer? Over(IInput source, FaultySession session) => null;

    internal virtual OutputLayer? Over(IOutput target, FaultySession session) => null;
}
