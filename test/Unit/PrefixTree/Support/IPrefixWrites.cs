using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Prefixes;

/// <summary>What can be done to a prefix tree and to a batch of one, by bytes or by text.</summary>
internal interface IPrefixWrites<TValue>
{
    long LongCount { get; }

    bool TryGetValue(byte[] key, out TValue? value);

    KeyValuePair<ReadOnlyMemory<byte>, TValue>[] All();

    bool TryAdd(byte[] key, TValue value);

    void Add(byte[] key, TValue value);

    void Set(byte[] key, TValue value);

    bool Store(byte[] key, TValue value, out TValue? old);

    bool TryUpdate(byte[] key, TValue value);

    bool TryUpdate(byte[] key, TValue value, TValue comparand);

    bool CompareExchange(byte[] key, TValue value, TValue comparand, out TValue? current);

    TValue GetOrAdd(byte[] key, TValue value);

    TValue GetOrAddMade(byte[] key, TValue value);

    TValue AddOrUpdate(byte[] key, TValue added, TValue updated);

    bool TryRemove(byte[] key, out TValue? value);

    bool Remove(byte[] key);

    bool TryRemove(byte[] key, TValue comparand);

    long RemovePrefix(byte[] prefix);

    void AddRange(List<KeyValuePair<byte[], TValue>> entries);

    long SetRange(List<KeyValuePair<byte[], TValue>> entries);

    void Clear();
}
