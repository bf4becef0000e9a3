namespace Stress.Trees;

/// <summary>The body of a batch.</summary>
internal interface IBatchWork
{
    /// <summary>Whether the batch is to be committed; otherwise it is given up. May throw: then it is given up, too.</summary>
    bool Run<TBatch>(ref TBatch batch)
        where TBatch : ITreeBatch, allows ref struct;
}
