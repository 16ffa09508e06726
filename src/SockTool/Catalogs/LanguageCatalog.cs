namespace SockTool.Catalogs;

/// <summary>Every language there is.</summary>
internal static class LanguageCatalog
{
    // The order of setlocale(3), with our own variable ahead of it. Until there is a second language all of them lead here.
    public static Messages Choose() => new EnglishMessages();
}
