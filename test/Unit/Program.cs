using System;

namespace Concurrent.Unit;

/// <summary>Not how tests are run (<c>dotnet test</c> is), but what some of them start as a process of their own.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case [FullFenceProgram.Name, var how]:
                return FullFenceProgram.Run(how);
            default:
                Console.Error.WriteLine("Run the tests with: dotnet test");
                return 2;
        }
    }
}
