using Xunit;

// A run has the process for itself: asserts of the library are told to the run that goes on, and threads that compete with another run prove nothing.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
