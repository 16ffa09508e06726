using System.Text;
using SockTool.Terminal.LineEditing;

namespace SockTool.Tests.Terminal.LineEditing;

public sealed class KeyReaderTests
{
    [Theory]
    [InlineData("\e[A", nameof(KeyKind.Older))]
    [InlineData("\eOA", nameof(KeyKind.Older))]
    [InlineData("\x10", nameof(KeyKind.Older))]
    [InlineData("\e[B", nameof(KeyKind.Newer))]
    [InlineData("\e[C", nameof(KeyKind.Right))]
    [InlineData("\e[D", nameof(KeyKind.Left))]
    [InlineData("\eOD", nameof(KeyKind.Left))]
    [InlineData("\e[1;2D", nameof(KeyKind.Left))]
    [InlineData("\e[1;5D", nameof(KeyKind.WordLeft))]
    [InlineData("\e[1;3C", nameof(KeyKind.WordRight))]
    [InlineData("\e[5C", nameof(KeyKind.WordRight))]
    [InlineData("\eOd", nameof(KeyKind.WordLeft))]
    [InlineData("\eb", nameof(KeyKind.WordLeft))]
    [InlineData("\ef", nameof(KeyKind.WordRight))]
    [InlineData("\ed", nameof(KeyKind.KillWordRight))]
    [InlineData("\e[3;5~", nameof(KeyKind.KillWordRight))]
    [InlineData("\e\u007F", nameof(KeyKind.KillWordLeft))]
    [InlineData("\e[H", nameof(KeyKind.Home))]
    [InlineData("\e[1~", nameof(KeyKind.Home))]
    [InlineData("\e[7~", nameof(KeyKind.Home))]
    [InlineData("\e[F", nameof(KeyKind.End))]
    [InlineData("\eOF", nameof(KeyKind.End))]
    [InlineData("\e[4~", nameof(KeyKind.End))]
    [InlineData("\e[3~", nameof(KeyKind.Delete))]
    [InlineData("\u0001", nameof(KeyKind.Home))]
    [InlineData("\u0005", nameof(KeyKind.End))]
    [InlineData("\u0004", nameof(KeyKind.DeleteOrEnd))]
    [InlineData("\u000B", nameof(KeyKind.KillToEnd))]
    [InlineData("\u0015", nameof(KeyKind.KillToStart))]
    [InlineData("\u0017", nameof(KeyKind.KillBlankWordLeft))]
    [InlineData("\u000C", nameof(KeyKind.ClearScreen))]
    [InlineData("\u007F", nameof(KeyKind.Backspace))]
    [InlineData("\b", nameof(KeyKind.Backspace))]
    [InlineData("\r", nameof(KeyKind.Enter))]
    [InlineData("\n", nameof(KeyKind.Enter))]
    public void A_key_is_known_even_if_it_arrives_byte_by_byte(string bytes, string kind)
    {
        Assert.Equal([kind], Read([bytes]));
        Assert.Equal([kind], Read(bytes.Select(unit => unit.ToString())));
    }

    [Theory]
    [InlineData("\e[200~")] // start of a bracketed paste
    [InlineData("\e[15~")] // F5
    [InlineData("\e[[A")] // F1 on the Linux console
    [InlineData("\eOP")] // F1
    [InlineData("\e[?1;2c")] // an answer to a question nobody asked
    [InlineData("\e[<35;10;20M")] // mouse
    [InlineData("\ex")] // Alt+x
    [InlineData("\eé")]
    [InlineData("\u0007")]
    [InlineData("\0")]
    [InlineData("\u0085")]
    public void What_is_unknown_means_nothing_and_leaves_nothing_behind(string bytes)
    {
        Assert.Equal(["a"], Read([bytes + "a"]));
        Assert.Equal(["a"], Read((bytes + "a").Select(unit => unit.ToString())));
    }

    [Fact]
    public void A_sequence_that_is_broken_off_does_not_eat_the_key_that_broke_it()
    {
        Assert.Equal([nameof(KeyKind.Enter), "x"], Read(["\e[1;\rx"]));
        Assert.Equal([nameof(KeyKind.Left)], Read(["\e[1;\e[D"]));
        Assert.Equal([nameof(KeyKind.Left)], Read(["\e\e\e[D"]));
    }

    [Fact]
    public void A_sequence_without_an_end_is_given_up()
    {
        var keys = Read(["\e[" + new string('1', 100) + "x"]);
        Assert.Equal("x", keys[^1]);
    }

    [Theory]
    [InlineData("ä")]
    [InlineData("日")]
    [InlineData("🎉")]
    public void A_character_may_arrive_byte_by_byte(string character)
    {
        var reader = new KeyReader();
        var keys = new List<Key>();
        foreach (var unit in Encoding.UTF8.GetBytes(character))
        {
            Assert.Empty(keys);
            reader.Add([unit]);
            reader.ReadWhile(key => Add(keys, key));
        }

        Assert.Equal([new Key(KeyKind.Character, Rune.GetRuneAt(character, 0))], keys);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_become_replacement_characters()
    {
        var reader = new KeyReader();
        var keys = new List<Key>();
        reader.Add([0xFF, (byte)'a', 0xE6, 0x97, (byte)'b']);
        reader.ReadWhile(key => Add(keys, key));
        Assert.Equal("\uFFFDa\uFFFDb", string.Concat(keys.Select(key => key.Rune.ToString())));
    }

    [Fact]
    public void Keys_after_the_last_one_wanted_wait()
    {
        var reader = new KeyReader();
        var keys = new List<Key>();
        reader.Add("a\rb\r"u8);
        reader.ReadWhile(key => Add(keys, key) && key.Kind != KeyKind.Enter);
        Assert.Equal(2, keys.Count);
        reader.ReadWhile(key => Add(keys, key) && key.Kind != KeyKind.Enter);
        Assert.Equal(4, keys.Count);
    }

    private static List<string> Read(IEnumerable<string> pieces)
    {
        var reader = new KeyReader();
        var keys = new List<Key>();
        foreach (var piece in pieces)
        {
            reader.Add(Encoding.UTF8.GetBytes(piece));
            reader.ReadWhile(key => Add(keys, key));
        }

        return [.. keys.Select(key => key.Kind == KeyKind.Character ? key.Rune.ToString() : key.Kind.ToString())];
    }

    private static bool Add(List<Key> keys, Key key)
    {
        keys.Add(key);
        return true;
    }
}
