using Stress.Engine;

namespace Stress.Trees;

/// <summary>Moves money between accounts, and raises the number that is kept under several keys. An account without money is no entry.</summary>
internal readonly struct BankWork(StressRandom random, KeySpace keys, BankWork.End end) : IBatchWork
{
    internal const int Accounts = 248;

    /// <summary>What each account begins with.</summary>
    internal const long Opening = 100;

    /// <summary>What is never to be seen has at least this.</summary>
    internal const long Forbidden = 1L << 30;

    private const int StampDistance = 31;
    private const int FirstStamp = 15;

    /// <summary>How a batch ends.</summary>
    internal enum End
    {
        Commit,
        Discard,
        Throw,
    }

    /// <summary>Keys that hold the number of the last batch.</summary>
    internal static int Stamps => Accounts / StampDistance;

    internal static int StampIndex(int stamp) => FirstStamp + (stamp * StampDistance);

    internal static bool IsStamp(int index) => index % StampDistance == FirstStamp;

    public bool Run<TBatch>(ref TBatch batch)
        where TBatch : ITreeBatch, allows ref struct
    {
        batch.TryGet(keys.Key(FirstStamp), out long number);
        for (int i = 0; i < Stamps; i++) batch.Set(keys.Key(StampIndex(i)), end == End.Commit ? number + 1 : Forbidden);
        for (int i = random.Between(1, 12); i > 0; i--) Move(ref batch);
        if (end == End.Commit) return true;
        for (int i = 0; i < 8; i++) batch.Set(keys.Key(AnyAccount()), Forbidden);
        return end == End.Discard ? false : throw new PlantedException();
    }

    private void Move<TBatch>(ref TBatch batch)
        where TBatch : ITreeBatch, allows ref struct
    {
        int from = AnyAccount(), to = AnyAccount();
        if (from == to || !batch.TryGet(keys.Key(from), out long balance)) return;
        long amount = random.OneIn(3) ? balance : random.Below((int)balance + 1);
        if (amount == balance) batch.TryRemove(keys.Key(from), out _);
        else batch.Set(keys.Key(from), balance - amount);
        bool has = batch.TryGet(keys.Key(to), out long other);
        if (has) batch.Set(keys.Key(to), other + amount);
        else if (amount > 0) batch.TryAdd(keys.Key(to), amount);
    }

    private int AnyAccount()
    {
        int index = random.Below(Accounts);
        return IsStamp(index) ? index + 1 : index;
    }
}
