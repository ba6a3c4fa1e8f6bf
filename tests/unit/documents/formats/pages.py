"""One article as it stands in web pages of many kinds, with what such pages have around it."""

from scorer.documents.extract import Block
from scorer.model import Part

TITLE = "县档案局上半年工作总结"
HEADINGS = ("一、抓学习", "二、办实事")
PROSE = (
    "今年以来，县档案局围绕中心、服务大局，各项工作取得新进展。现将有关情况报告如下。",
    "组织集中学习12次，举办专题讲堂四期，干部职工参加三百余人次，人人撰写学习心得。",
    "走访企业二十家，解决档案查阅难题三十件，群众满意度达到百分之九十八。",
    "下一步，我们将继续完善制度，把好事办好、实事办实，推动档案工作再上新台阶。",
)
BLOCKS = (
    Block(TITLE, Part.TITLE),
    Block(PROSE[0]),
    Block(HEADINGS[0]),
    Block(PROSE[1]),
    Block(HEADINGS[1]),
    Block(PROSE[2]),
    Block(PROSE[3]),
)
LINES = (PROSE[0], HEADINGS[0], PROSE[1], HEADINGS[1], PROSE[2], PROSE[3])

_NAMES = ("首页", "机构概况", "政务公开", "办事服务", "互动交流", "党建园地", "专题专栏", "数据开放")
_NEWS = (
    "县委召开常委会会议，研究部署下半年重点工作",
    "全县档案工作会议召开，安排部署全年任务",
    "县档案局开展国际档案日宣传活动",
    "关于做好汛期档案安全工作的通知",
)
MENU = "".join(f'<li><a href="/{n}/">{name}</a></li>' for n, name in enumerate(_NAMES))
NEWS = "".join(f'<li><a href="/n/{n}.html">{name}</a><span>2024-06-0{n}</span></li>' for n, name in enumerate(_NEWS, 1))
FOOTER = (
    "主办单位：某县档案局　地址：某县人民路1号<br>某ICP备12345678号-1　网站标识码：1234567890<br>"
    "建议使用1024分辨率浏览，未经授权不得转载。"
)
TOOLS = '字号：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>] <a href="#">打印</a> <a href="#">关闭</a>'
SHARE = '分享到：<a href="#">微信</a> <a href="#">微博</a> <a href="#">QQ空间</a>'


def paragraphs(mark: str = "<p>　　", end: str = "</p>\n") -> str:
    return "".join(f"{mark}{line}{end}" for line in LINES)


def document(body: str, head: str = "", title: str = f"{TITLE}_某县人民政府网") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


DIVS = document(
    f'<div class="top"><div class="logo"><a href="/">某县人民政府</a></div>'
    f'<div class="menu"><ul>{MENU}</ul></div></div>'
    '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/a">政务公开</a> &gt; 正文</div>'
    f'<div class="content"><div class="title">{TITLE}</div>'
    f'<div class="info">{TOOLS}</div>'
    f'<div id="zoom"><div class="TRS_Editor">{paragraphs()}</div></div><div class="share">{SHARE}</div></div>'
    f'<div class="right"><h3>相关阅读</h3><ul>{NEWS}</ul></div><div class="foot">{FOOTER}</div>',
    '<meta name="ArticleTitle" content="县档案局上半年工作总结"><meta name="PubDate" content="2024-07-01 09:30">'
    '<meta name="ContentSource" content="县档案局">',
)
SEMANTIC = document(
    f"<header><h1>某县人民政府</h1><nav><ul>{MENU}</ul></nav></header><main><article><h1>{TITLE}</h1>{paragraphs('<p>')}"
    f"</article><aside><h2>最新动态</h2><ul>{NEWS}</ul></aside></main><footer><p>{FOOTER}</p></footer>"
)
TABLES = document(
    '<table width="778" align="center"><tr><td><img src="banner.jpg"></td></tr><tr><td>'
    + " | ".join(f'<a href="/{n}.asp">{name}</a>' for n, name in enumerate(_NAMES))
    + '</td></tr></table><table width="778"><tr><td width="200"><table><tr><td>栏目导航</td></tr>'
    + "".join(f'<tr><td>·<a href="/{n}">{name}</a></td></tr>' for n, name in enumerate(_NAMES))
    + f'</table></td><td><table><tr><td align="center"><b>{TITLE}</b></td></tr><tr><td>{TOOLS}</td></tr><tr><td>'
    + paragraphs("&nbsp;&nbsp;&nbsp;&nbsp;", "<br>\n<br>\n")
    + f"</td></tr><tr><td>【<a href=#>打印</a>】【<a href=#>关闭</a>】</td></tr></table></td></tr></table>"
    f"<table><tr><td align=center>{FOOTER}</td></tr></table>"
)
FONTS = document(
    f"<center><a href=/>首页</a>|<a href=/b>动态</a>|<a href=/c>公告</a></center>"
    f"<hr><center><font size=5>{TITLE}</font></center>"
    f"<font size=3>{paragraphs('<P>　　', '')}</font><hr><center>{FOOTER}</center>"
)
SPANS = document(
    f'<ul class="nav">{MENU}</ul><div class="wrap"><h2 class="tit">{TITLE}</h2>'
    + paragraphs("<div><span style='font-size:16pt'><span>　　", "</span></span></div>")
    + f'<div>上一篇：<a href="1">关于防汛的通知</a></div><div>下一篇：<a href="2">县委召开会议</a></div></div>'
    f'<div class="list"><ul>{NEWS}</ul></div><div>{FOOTER}</div>'
)
PRE = document(
    f'<div><a href="/">首页</a> &gt; <a href="/a">总结</a></div><h1>{TITLE}</h1><div class="txt">'
    + paragraphs("\n　　", "")
    + f'</div><ul>{NEWS}</ul><div class="copyright">{FOOTER}</div>'
)
SUMMARIES = document(
    f'<ul>{MENU}</ul><div class="main"><h1>{TITLE}</h1><div class="article">{paragraphs()}</div></div>'
    '<div class="more"><h3>热点推荐</h3><ul>'
    + "".join(f'<li><a href="/{n}">{name}。全文约两千字，点击查看。</a></li>' for n, name in enumerate(_NEWS))
    + f'</ul></div><div class="footer">{FOOTER}</div>'
)
NESTED_EDITOR = document(
    f'<div id="header">{MENU}</div><div id="main">'
    '<div class="crumbs"><a href=/>首页</a>&gt;<a href=/x>公开</a>&gt;</div>'
    f'<p class="bt">{TITLE}</p><div class="zw"><div>{paragraphs()[: len(paragraphs()) // 2]}'
    f"{paragraphs()[len(paragraphs()) // 2 :]}</div></div>"
    f'<p>附件：<a href="a.doc">情况表.doc</a></p></div><div>{FOOTER}</div>'
)
LAYOUTS = {
    "divs": DIVS,
    "semantic": SEMANTIC,
    "tables": TABLES,
    "fonts": FONTS,
    "spans": SPANS,
    "pre": PRE,
    "summaries": SUMMARIES,
    "editor": NESTED_EDITOR,
}

WORD_PAGE = f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=Generator content="Microsoft Word 15">
<title>{TITLE}</title>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>某人</o:Author></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {{mso-style-name:正文;}} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><div class=WordSection1>
<p class=MsoTitle><span lang=EN-US>{TITLE}<o:p></o:p></span></p>
<p class=MsoToc1><a href="#_1">一、抓学习<span>1</span></a></p>
<p class=MsoNormal style='text-indent:24.0pt'><span>{PROSE[0][:18]}
{PROSE[0][18:]}<span lang=EN-US><o:p></o:p></span></span></p>
<h1><span>一、抓学习<span lang=EN-US><o:p></o:p></span></span></h1>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=EN-US><span style='mso-list:Ignore'>（1）<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span>
<![endif]><span>{PROSE[1]}</span></p>
<!--[if gte vml 1]><v:shape id="s1"><v:textbox>图形</v:textbox></v:shape><![endif]-->
<![if !vml]><img src="a.png"><![endif]>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>单位<o:p></o:p></p></td>
<td><p class=MsoNormal>件数</p></td></tr></table>
<p class=MsoNormal><span style='display:none;mso-hide:all'>不可见</span>{PROSE[2]}<br>{PROSE[3]}</p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
</div></body></html>"""
