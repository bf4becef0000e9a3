namespace Exploration;

internal enum ThreadState
{
    Runnable,
    Waiting,
    Spinning,
    Ended,
}
