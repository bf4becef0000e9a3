using System;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Writes over ranges of indices.</content>
internal sealed partial class RadixWriter<TValue>
{
    internal RadixChange PutRange(ref Node? root, ulong first, ulong last, bool present, TValue value) => throw new NotSupportedException(); // TEMP
}
