using Xunit;

namespace Concurrent.Unit;

/// <summary>For tests of what the whole process shares.</summary>
[CollectionDefinition("Alone in the process", DisableParallelization = true)]
public sealed class AloneInTheProcess;
