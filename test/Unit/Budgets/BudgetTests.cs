using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Budgets;

/// <summary>What writes cost in nodes, against recorded budgets: a change that copies more, or leaves nodes emptier, is seen here, on whatever machine, and not first in somebody's timings.</summary>
/// <remarks>
/// A budget that a change needs more of is raised in <c>budgets.txt</c> by the one who makes it, who says why; one that it needs less of is lowered.
/// <c>CONCURRENT_RECORD_BUDGETS=FILE</c> writes down what was counted.
/// </remarks>
public class BudgetTests
{
    private const int Entries = 20_000;

    [Theory]
    [InlineData("bplus")]
    [InlineData("maple")]
    [InlineData("radix")]
    [InlineData("prefix")]
    public void No_workload_costs_more_nodes_than_its_budget(string name)
    {
        List<NodeBill> bills = [.. Bills(name)];
        if (Environment.GetEnvironmentVariable("CONCURRENT_RECORD_BUDGETS") is { Length: > 0 } file) File.AppendAllLines(file, bills.Select(static bill => bill.ToString()));
        string[] over = [.. bills.Where(static bill => !bill.IsWithin(Budget(bill.Workload))).Select(static bill => $"{bill}{Environment.NewLine}{Budget(bill.Workload)} is its budget")];
        Assert.True(over.Length == 0, string.Join(Environment.NewLine, over));
    }

    [Fact]
    public void A_bill_above_its_budget_in_any_item_is_not_within_it()
    {
        NodeBill budget = NodeBill.Parse("radix, stores | 10 | 20 | 30 | 40 | 5");
        Assert.True(budget.IsWithin(budget));
        Assert.True((budget with { Made = 9, Levels = 4 }).IsWithin(budget));
        Assert.False((budget with { Made = 11, Levels = 4 }).IsWithin(budget));
        Assert.False((budget with { Leaves = 21 }).IsWithin(budget));
        Assert.False((budget with { Inners = 31 }).IsWithin(budget));
        Assert.False((budget with { Touched = 41 }).IsWithin(budget));
        Assert.False((budget with { Levels = 6 }).IsWithin(budget));
        Assert.Equal(budget, NodeBill.Parse(budget.ToString()));
        Assert.Throws<FormatException>(() => NodeBill.Parse("radix | 1 | 2"));
    }

    private static IEnumerable<NodeBill> Bills(string name)
    {
        ulong[] random = Keys(seed: 42), others = Keys(seed: 43);
        using (BudgetSubject tree = Subject(name))
        {
            yield return Step(tree, "random stores", () => Each(random, tree.Put));
            yield return Step(tree, "overwrites", () => Each(random, tree.Put));
            yield return Step(tree, "half removed", () => Each(random[..(Entries / 2)], tree.Remove));
            yield return Step(tree, "other half stored", () => Each(others[..(Entries / 2)], tree.Put));
            yield return Step(tree, "a batch of 1,000 stores", () => tree.PutInBatch(others[^1000..]));
            tree.TakeSnapshot();
            yield return Step(tree, "1,000 overwrites after a snapshot", () => Each(others[..1000], tree.Put));
            yield return Step(tree, "all removed", () => Each([.. random, .. others], tree.Remove));
        }

        using (BudgetSubject tree = Subject(name)) yield return Step(tree, "ascending stores", () => Each(Enumerable.Range(0, Entries).Select(static key => (ulong)key * 3), tree.Put));
        using (BudgetSubject tree = Subject(name)) yield return Step(tree, "descending stores", () => Each(Enumerable.Range(0, Entries).Select(static key => (ulong)(Entries - key) * 3), tree.Put));
        using (BudgetSubject tree = Subject(name)) yield return Step(tree, "load, random keys", () => tree.Load(random.Order()));
        using (BudgetSubject tree = Subject(name)) yield return Step(tree, "load, dense keys", () => tree.Load(Enumerable.Range(0, Entries).Select(static key => (ulong)key)));

        NodeBill Step(BudgetSubject tree, string what, Action work)
        {
            long before = tree.Made;
            work();
            return tree.Bill($"{name}, {what}", before);
        }

        static void Each(IEnumerable<ulong> keys, Action<ulong> work)
        {
            foreach (ulong key in keys) work(key);
        }
    }

    private static BudgetSubject Subject(string name) => name switch
    {
        "bplus" => new BPlusSubject(),
        "maple" => new MapleSubject(),
        "radix" => new RadixSubject(),
        "prefix" => new PrefixSubject(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such tree."),
    };

    /// <summary>Distinct for the seeds used; the same in every runtime.</summary>
    private static ulong[] Keys(ulong seed)
    {
        ulong[] keys = new ulong[Entries];
        for (int i = 0; i < keys.Length; i++)
        {
            // splitmix64
            ulong mixed = seed += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            keys[i] = mixed ^ (mixed >> 31);
        }

        return keys;
    }

    private static NodeBill Budget(string workload) =>
        Budgets.SingleOrDefault(budget => budget.Workload == workload) ?? throw new InvalidOperationException($"There is no budget for '{workload}' in budgets.txt.");

    private static readonly NodeBill[] Budgets =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Budgets", "budgets.txt")).Where(static line => line.Length > 0 && line[0] != '#').Select(NodeBill.Parse)];
}
