using System;
using System.Globalization;
using System.Linq;

namespace Concurrent.Unit.Budgets;

/// <summary>What a workload cost, in nodes: counted, so it is the same on every machine and in every run.</summary>
/// <param name="Workload">The tree and what was done to it.</param>
/// <param name="Made">Nodes made by it: copied, or new.</param>
/// <param name="Leaves">Leaves there are after it.</param>
/// <param name="Inners">Inner nodes there are after it.</param>
/// <param name="Touched">Nodes that looking up every key once touches.</param>
/// <param name="Levels">Nodes on the longest way down.</param>
internal sealed record NodeBill(string Workload, long Made, long Leaves, long Inners, long Touched, long Levels)
{
    private long[] Items => [Made, Leaves, Inners, Touched, Levels];

    public static NodeBill Parse(string line)
    {
        string[] fields = line.Split('|', StringSplitOptions.TrimEntries);
        if (fields.Length != 6) throw new FormatException($"'{line}' has {fields.Length} fields; six are expected.");
        long[] items = [.. fields.Skip(1).Select(static field => long.Parse(field, CultureInfo.InvariantCulture))];
        return new NodeBill(fields[0], items[0], items[1], items[2], items[3], items[4]);
    }

    /// <summary>Whether nothing costs more than it may.</summary>
    public bool IsWithin(NodeBill budget) => Items.Zip(budget.Items).All(static pair => pair.First <= pair.Second);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Workload,-40} | {Made,7} | {Leaves,6} | {Inners,6} | {Touched,8} | {Levels,3}");
}
