namespace SockTool.Core.Tests.Native;

/// <summary>
/// Tests that start children run while no other does: between fork(2) and execve(2) a child holds copies of every
/// descriptor, so that an address or a pipe of another test is still in use after its owner closed it.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Forks
{
    public const string Name = "forks";
}
