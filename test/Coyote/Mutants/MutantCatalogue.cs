using System;
using System.Collections.Generic;
using System.Linq;

namespace Exploration.Mutants;

/// <summary>The mistakes that exploration must find. One topic a file.</summary>
/// <remarks>
/// Each is what somebody really got wrong, or what a change of this library would get wrong first. A mistake that no schedule can show does not belong here:
/// a reader slot that writes its depth before its epoch, say, needs a debugger that runs code on a stopped thread.
/// </remarks>
internal static partial class MutantCatalogue
{
    private const string Periods = "src/Rcu/GracePeriods.cs";
    private const string Slot = "src/Rcu/ReaderSlot.cs";
    private const string Pool = "src/Rcu/NodePool.cs";
    private const string Thread = "src/Rcu/Reclaimer.cs";
    private const string Requests = "src/Rcu/Reclaimer.Requests.cs";
    private const string Reference = "src/Rcu/RcuReference.cs";
    private const string Transaction = "src/Nodes/WriteTransaction.cs";
    private const string NodeTransaction = "src/Nodes/NodeTransaction.cs";
    private const string Core = "src/Nodes/WriterCore.cs";
    private const string Writer = "src/BPlusTree/TreeWriter.cs";
    private const string Reader = "src/BPlusTree/TreeReader.cs";
    private const string Many = "src/BPlusTree/ManyReader.cs";
    private const string Cursor = "src/BPlusTree/EntryCursor.cs";
    private const string Batch = "src/BPlusTree/BPlusTree.Batch.cs";
    private const string Whole = "src/BPlusTree/BPlusTree.Whole.cs";
    private const string Update = "src/BPlusTree/BPlusTree.Update.cs";
    private const string OwnedBooks = "src/BPlusTree/OwnedValues.cs";
    private const string Ledger = "src/BPlusTree/OwnedLedger.cs";

    internal static IReadOnlyList<Mutant> All { get; } = [.. Epochs(), .. Slots(), .. Recycling(), .. Waiting(), .. Publishing(), .. Freezing(), .. Reading(), .. Alternates(), .. Walking(), .. BulkWrites(), .. Owned(), .. Maples(), .. MapleReading(), .. Radix(), .. RadixReading(), .. Prefixes(), .. Cidrs()];

    /// <exception cref="MutantException">There is no such mutant.</exception>
    internal static Mutant Find(string name) => All.FirstOrDefault(mutant => string.Equals(mutant.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new MutantException($"There is no mutant '{name}'. 'mutants --list' names them all.");
}
