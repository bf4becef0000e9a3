using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Docs;

/// <summary>What the README promises is true.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_sample_prints_what_it_says() => Assert.Equal(
        ["best at or below 10060: 5 at 10050", "10050: 5", "10075: 1", "2 levels then, 2 now"],
        ReadmeSample.Run());

    [Fact]
    public void The_sample_in_the_readme_is_the_one_that_is_compiled()
    {
        string[] shown = Between(Read("README.md"), "```csharp", "```").Where(line => line != "using Concurrent;").ToArray();
        string[] compiled = Between(Read("ReadmeSample.cs"), "// <sample>", "// </sample>");
        Assert.NotEmpty(compiled);
        Assert.Equal(compiled, shown);
    }

    [Fact]
    public void The_folders_in_the_readme_exist_as_projects_or_pages()
    {
        string solution = Read("Concurrent.sln").Replace('\\', '/');
        string[] folders = Read("README.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]).Where(folder => folder != "docs").ToArray();
        Assert.NotEmpty(folders);
        Assert.All(folders, folder => Assert.Contains(folder + "/", solution, StringComparison.Ordinal));
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", file));

    /// <summary>The lines between two markers that are not empty, without their indentation.</summary>
    private static string[] Between(string text, string from, string to)
    {
        IEnumerable<string> lines = text.Split('\n').Select(line => line.Trim());
        return lines.SkipWhile(line => line != from).Skip(1).TakeWhile(line => line != to).Where(line => line.Length > 0).ToArray();
    }
}
