using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Yolo.Tests.Documentation;

/// <summary>A statement, a function or a type of a snippet, and the page's line that it came from.</summary>
/// <param name="Syntax">What was read.</param>
/// <param name="Page">The page.</param>
/// <param name="Line">Its line there, from 1.</param>
internal sealed record SnippetMember(MemberDeclarationSyntax Syntax, string Page, int Line)
{
    /// <summary>Whether it stands behind all statements.</summary>
    internal bool IsType => Syntax is not GlobalStatementSyntax;

    /// <summary>The names that it declares, be they deep inside.</summary>
    internal IEnumerable<string> Declared => Syntax.DescendantNodesAndSelf().Select(node => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    }).OfType<string>();

    /// <summary>The names that it mentions.</summary>
    internal IEnumerable<string> Mentioned => Syntax.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);

    /// <summary>Its text, which the compiler takes for that of the page.</summary>
    internal string Text => $"#line {Line} \"{Page}\"\n{Syntax.ToFullString().TrimEnd()}\n";
}
