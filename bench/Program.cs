using System;
using Concurrent.Bench;
using Concurrent.Bench.Bdn;
using Concurrent.Bench.Quick;

const int BadArguments = 2;
try
{
    return args switch
    {
        ["quick", ..] => QuickMode.Run(args.AsSpan(1)),
        ["bdn", ..] => BdnMode.Run(args.AsSpan(1)),
        _ => throw new UsageException($"what to run? {QuickOptions.Usage} | {BdnMode.Usage}"),
    };
}
catch (UsageException problem)
{
    Console.Error.WriteLine($"bench: {problem.Message}");
    return BadArguments;
}
