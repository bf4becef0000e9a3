using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Exploration.Mutants;

/// <summary>Compiles a program again, with a few files changed. Sources are parsed once; a mutant costs its own files and the rest of the compiler's work.</summary>
internal sealed class MutantCompiler
{
    private readonly CSharpCompilation original;
    private readonly Dictionary<string, SyntaxTree> trees;

    /// <param name="sources">Texts by path; see <see cref="ProgramSources"/>.</param>
    /// <param name="shape">Which of them are compiled, and to what.</param>
    internal MutantCompiler(IReadOnlyDictionary<string, string> sources, ProgramShape shape)
    {
        Sources = sources;
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None, preprocessorSymbols: shape.Symbols);
        trees = sources.Where(source => shape.Compiles(source.Key)).ToDictionary(source => source.Key, source => Parse(source.Value, source.Key, options));
        original = CSharpCompilation.Create(
            shape.Name,
            trees.Values,
            References(),
            // Annotations without warnings: the program has compiled without any, and the analysis costs a third of the time.
            new CSharpCompilationOptions(
                shape.Kind,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Annotations,
                concurrentBuild: true));
    }

    /// <summary>The texts by path, also of files that mutants are compiled without.</summary>
    internal IReadOnlyDictionary<string, string> Sources { get; }

    /// <summary>The program with <paramref name="edits"/> made; none compile the original.</summary>
    /// <exception cref="MutantException">A file is not part of the program, an anchor is missing or ambiguous, or the result does not compile.</exception>
    internal byte[] Compile(IReadOnlyList<SourceEdit> edits)
    {
        CSharpCompilation compilation = original;
        foreach ((string file, string text) in Edited(edits))
        {
            SyntaxTree before = trees[file];
            compilation = compilation.ReplaceSyntaxTree(before, Parse(text, file, (CSharpParseOptions)before.Options));
        }

        using var assembly = new MemoryStream();
        EmitResult result = compilation.Emit(assembly);
        if (!result.Success) throw new MutantException("The program does not compile: " + Errors(result));
        return assembly.ToArray();
    }

    /// <summary>The edited files with their new texts. Several edits of one file are made one after the other.</summary>
    internal IReadOnlyDictionary<string, string> Edited(IReadOnlyList<SourceEdit> edits)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SourceEdit edit in edits)
        {
            if (!trees.ContainsKey(edit.File)) throw new MutantException($"{edit.File}: no such file in the program.");
            texts[edit.File] = edit.ApplyTo(texts.TryGetValue(edit.File, out string? text) ? text : Sources[edit.File]);
        }

        return texts;
    }

    private static SyntaxTree Parse(string text, string path, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), options, path);

    private static string Errors(EmitResult result) => string.Join(
        Environment.NewLine, result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5).Select(d => d.ToString()));

    /// <summary>What the program itself runs on, without the program: it would define every type a second time.</summary>
    private static List<MetadataReference> References()
    {
        string own = typeof(MutantCompiler).Assembly.GetName().Name!;
        string known = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? throw new MutantException("The runtime does not say which assemblies it knows.");
        Debug.Assert(known.Length > 0, "The framework at least");
        return [.. known.Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != own)
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
