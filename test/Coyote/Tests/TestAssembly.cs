using Xunit;

// One exploration at a time: it keeps the garbage collector still for the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
