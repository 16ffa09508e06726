using SockTool.Catalogs;

namespace SockTool.Tests;

/// <summary>Which language the environment asks for.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("SOCK_LANG=zh-CN")]
    [InlineData("SOCK_LANG=zh")]
    [InlineData("SOCK_LANG=zh-Hans")]
    [InlineData("SOCK_LANG=zh_Hans_SG")]
    [InlineData("LANG=zh_CN.UTF-8")]
    [InlineData("LANG=zh_CN.utf8")]
    [InlineData("LANG=zh_CN.UTF-8@pinyin")]
    [InlineData("LANG=zh_CN")]
    [InlineData("LC_MESSAGES=zh_CN.UTF-8 LANG=en_US.UTF-8")]
    [InlineData("LC_ALL=zh_CN.UTF-8 LANG=C")]
    [InlineData("SOCK_LANG=zh LC_ALL=C")]
    [InlineData("SOCK_LANG= LC_ALL= LANG=zh_SG.UTF-8")]
    public void Chinese(string environment) => Assert.IsType<ChineseMessages>(Choose(environment, null));

    [Theory]
    [InlineData("")]
    [InlineData("LANG=C")]
    [InlineData("LANG=POSIX")]
    [InlineData("LANG=C.UTF-8")]
    [InlineData("LANG=de_DE.UTF-8")]
    [InlineData("SOCK_LANG=en LANG=zh_CN.UTF-8")]
    [InlineData("SOCK_LANG=fr LANG=zh_CN.UTF-8")]
    [InlineData("LC_ALL=C LANG=zh_CN.UTF-8")]
    [InlineData("LC_MESSAGES=C LANG=zh_CN.UTF-8")]
    [InlineData("LANG=zha")]
    [InlineData("LANG=.UTF-8")]
    public void English(string environment) => Assert.IsType<EnglishMessages>(Choose(environment, null));

    [Theory]
    [InlineData("LANG=zh_TW.UTF-8")]
    [InlineData("LANG=zh_HK.UTF-8")]
    [InlineData("SOCK_LANG=zh-Hant")]
    [InlineData("SOCK_LANG=zh-Hant-CN")]
    public void English_where_another_script_is_read(string environment) => Assert.IsType<EnglishMessages>(Choose(environment, null));

    [Theory]
    [InlineData("LC_ALL=zh_CN.GBK")]
    [InlineData("LANG=zh_CN.GB18030")]
    [InlineData("LC_MESSAGES=zh_CN.UTF-8 LC_CTYPE=zh_CN.GBK")]
    [InlineData("SOCK_LANG=zh LC_ALL=zh_CN.GBK")]
    public void English_where_what_we_write_could_not_be_read(string environment) => Assert.IsType<EnglishMessages>(Choose(environment, null));

    [Fact]
    public void A_console_with_a_character_set_of_its_own_decides()
    {
        Assert.IsType<ChineseMessages>(Choose("SOCK_LANG=zh", "utf-8"));
        Assert.IsType<EnglishMessages>(Choose("SOCK_LANG=zh", "gb2312"));
    }

    private static Messages Choose(string environment, string? encoding)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')).ToDictionary(one => one[0], one => one[1], StringComparer.Ordinal);
        return LanguageCatalog.Choose(variables.GetValueOrDefault, encoding);
    }
}
