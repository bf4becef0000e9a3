using System.Collections.Generic;

namespace Concurrent.Unit.Docs;

/// <summary>One table row of docs/kernel-map.md: what the kernel calls it, and what we call it.</summary>
/// <param name="Line">Where the row stands in the page, from 1.</param>
/// <param name="Header">The header file the row is about ("btree.h"), or the section's title.</param>
/// <param name="Kernel">Names in the first column.</param>
/// <param name="Ours">Names in the third column.</param>
/// <param name="Status">done, planned or none.</param>
internal sealed record KernelMapRow(
    int Line, string Header, IReadOnlyList<string> Kernel, IReadOnlyList<string> Ours, string Status);
