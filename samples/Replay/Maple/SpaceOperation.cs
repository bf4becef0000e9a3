namespace Concurrent.Replay;

/// <summary>One recorded operation on an address space.</summary>
/// <param name="Verb">I mapped at start, A mapped where the kernel chose, M mapped over whatever is there, U unmapped, P protection changed.</param>
/// <param name="First">The first address.</param>
/// <param name="Last">The last address.</param>
/// <param name="Kind">Protection and object, as <see cref="Mapping.Kind"/> packs them.</param>
/// <param name="Line">The line of the recording.</param>
internal readonly record struct SpaceOperation(char Verb, ulong First, ulong Last, ushort Kind, int Line);
