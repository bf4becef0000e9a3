using System;
using Concurrent.Replay;
using Spectre.Console;

return await ReplayCommand.InvokeAsync(args, AnsiConsole.Console, Console.Error).ConfigureAwait(false);
