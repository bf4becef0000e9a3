using System.Collections.Generic;

namespace Concurrent.Unit.Maples;

/// <summary>What a part of an address space is mapped as. One object for each combination, so that the tree can tell equal ones by reference.</summary>
internal sealed record Mapping(string Protection, string Object)
{
    private static readonly Dictionary<(string, string), Mapping> Known = [];

    public static Mapping Of(string protection, string backing)
    {
        lock (Known)
        {
            if (!Known.TryGetValue((protection, backing), out var mapping)) Known.Add((protection, backing), mapping = new(protection, backing));
            return mapping;
        }
    }

    /// <summary>With other rights, but shared or private as before.</summary>
    public Mapping With(string rights) => Of(rights + Protection[3], Object);
}
