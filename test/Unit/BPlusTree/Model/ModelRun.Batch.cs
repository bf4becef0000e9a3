using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Unit.Trees;

internal sealed partial class ModelRun<TKey, TValue>
{
    /// <summary>The inner steps, done through a batch to a draft of the model; the live tree must not move before the commit.</summary>
    private void InBatch(Op op)
    {
        var draft = new SortedDictionary<TKey, TValue>(_model, _world.Order);
        using (var batch = _tree.BeginBatch())
        {
            foreach (var inner in op.Inner)
            {
                Do(inner, batch, draft);
                Equal(draft.Count, batch.Count);
                Equal(_model.Count, _tree.Count);
            }

            TreeAssert.Matches(batch, draft, _probes);
            TreeAssert.Same("live tree beside a batch", new Expected<TKey, TValue>(_model), new TreeReads<TKey, TValue>(_tree).Ascending());
            if (op.Verb == Verb.Commit) batch.Commit();
        }

        if (op.Verb == Verb.Commit) _model = draft;
        TreeAssert.Matches(_tree, _model);
    }

    private void Do(Op op, BPlusTree<TKey, TValue>.Batch batch, SortedDictionary<TKey, TValue> draft)
    {
        var key = _world.KeyOf(op.Key);
        switch (op.Verb)
        {
            case Verb.TryAdd:
                var added = NextValue();
                Equal(draft.TryAdd(key, added), batch.TryAdd(key, added));
                break;
            case Verb.Set:
                batch[key] = draft[key] = NextValue();
                break;
            case Verb.TryUpdate:
                var update = NextValue();
                bool present = draft.ContainsKey(key);
                Equal(present, batch.TryUpdate(key, update));
                if (present) draft[key] = update;
                break;
            case Verb.TryRemove:
                Equal(draft.Remove(key, out var old), batch.TryRemove(key, out var removed));
                Equal(old, removed);
                break;
            case Verb.Remove:
                Equal(draft.Remove(key), batch.Remove(key));
                break;
            case Verb.SetRun:
                foreach (var next in Run(op)) batch[next] = draft[next] = NextValue();
                break;
            case Verb.SetRunDown:
                foreach (var next in Run(op).Reverse()) batch[next] = draft[next] = NextValue();
                break;
            case Verb.RemoveRun:
                foreach (var next in Run(op)) Equal(draft.Remove(next), batch.Remove(next));
                break;
            case Verb.Clear:
                batch.Clear();
                draft.Clear();
                break;
            case Verb.Near:
                ModelReads.Near(new BatchReads<TKey, TValue>(batch), draft, _world, op.Key);
                break;
            case Verb.Range:
                ModelReads.Range(new BatchReads<TKey, TValue>(batch), draft, _world, op);
                break;
            default:
                DoBulk(op, key, batch, draft);
                break;
        }
    }
}
