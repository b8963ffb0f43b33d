"""What a link leads to: by its label first, then by its address."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from papergraph.identifiers import curie_of_url
from papergraph.model import LinkRole, WorkKind

_CODE = re.compile(r"(?:^|\.)(?:github\.com|gitlab\.[\w.-]+|bitbucket\.org|sourceforge\.net|codeberg\.org|gitee\.com)$")
_VIDEO = re.compile(r"(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com|videolectures\.net|bilibili\.com|ted\.com)$")
_SLIDES = re.compile(r"(?:^|\.)(?:slideshare\.net|speakerdeck\.com)$")
_PUBLISHER = re.compile(
    r"(?:^|\.)(?:cnki\.net|cnki\.com\.cn|wanfangdata\.com\.cn|cqvip\.com|jos\.org\.cn|aas\.net\.cn|ict\.ac\.cn|readpaper\.com|"
    r"aminer\.(?:cn|org)|paperswithcode\.com|alphaxiv\.org|jstage\.jst\.go\.jp|cir\.nii\.ac\.jp|dbpia\.co\.kr|kci\.go\.kr|"
    r"scielo\.\w+|redalyc\.org|dialnet\.unirioja\.es|persee\.fr|cairn\.info|openedition\.org|cyberleninka\.ru|mathnet\.ru|numdam\.org|eudml\.org|"
    r"arxiv\.org|doi\.org|openreview\.net|aclanthology\.(?:org|info)|aclweb\.org|acm\.org|ieee\.org|"
    r"springer\.com|sciencedirect\.com|nature\.com|science\.org|sciencemag\.org|pnas\.org|jmlr\.org|mlr\.press|"
    r"neurips\.cc|nips\.cc|thecvf\.com|cv-foundation\.org|semanticscholar\.org|citeseerx?\.ist\.psu\.edu|psu\.edu|"
    r"usenix\.org|vldb\.org|aaai\.org|ijcai\.org|isca-speech\.org|jstor\.org|wiley\.com|tandfonline\.com|oup\.com|"
    r"cambridge\.org|mitpressjournals\.org|direct\.mit\.edu|plos\.org|frontiersin\.org|mdpi\.com|biorxiv\.org|"
    r"medrxiv\.org|ssrn\.com|pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov|researchgate\.net|iacr\.org|"
    r"roboticsproceedings\.org|distill\.pub|hal\.science|archives-ouvertes\.fr|dl\.acm\.org|cidrdb\.org|"
    r"proceedings\.com|royalsocietypublishing\.org|aps\.org|cell\.com|thelancet\.com|nejm\.org|core\.ac\.uk|"
    r"plos\w+\.org|biomedcentral\.com|elifesciences\.org|oxfordjournals\.org|europepmc\.org|cshlp\.org|embopress\.org|"
    r"(?:wellcomeopen|f1000)research\.com|wellcomeopenresearch\.org|peerj\.com|(?:chem|tech)rxiv\.org|pubs\.acs\.org|"
    r"pubs\.rsc\.org|iop(?:science)?\.(?:iop\.)?org|scitation\.org|pubs\.aip\.org|adsabs\.harvard\.edu|annualreviews\.org|"
    r"sagepub\.com|hindawi\.com|copernicus\.org|ametsoc\.org|projecteuclid\.org|epubs\.siam\.org|inspirehep\.net|"
    r"degruyter\.com|worldscientific\.com|iucr\.org|aanda\.org|bmj\.com|jamanetwork\.com|journals\.asm\.org|rupress\.org|"
    r"jneurosci\.org|psycnet\.apa\.org|preprints\.org|psyarxiv\.com|jmir\.org|firstmonday\.org|iclr\.cc|icml\.cc|hdl\.handle\.net|eartharxiv\.org|eneuro\.org|genetics\.org|ahajournals\.org|aacrjournals\.org|liebertpub\.com|bioone\.org|"
    r"easychair\.org|drops\.dagstuhl\.de|nber\.org|econstor\.eu|ceur-ws\.org|osapublishing\.org|"
    r"opg\.optica\.org|ndss-symposium\.org|emerald\.com|physiology\.org|jair\.org|transacl\.org)$"
    r"|^(?:www\.)?journals\.\w"
)
_POST_HOST = re.compile(
    r"(?:^|\.)(?:medium\.com|substack\.com|wordpress\.com|blogspot\.\w+|tumblr\.com|ghost\.io|dev\.to|hashnode\.dev|"
    r"towardsdatascience\.com|lesswrong\.com|alignmentforum\.org|ycombinator\.com|reddit\.com|quora\.com|"
    r"colah\.github\.io|lilianweng\.github\.io|jalammar\.github\.io|karpathy\.github\.io|"
    r"nytimes\.com|wired\.com|theverge\.com|arstechnica\.com|techcrunch\.com|technologyreview\.com|theguardian\.com|"
    r"bbc\.(?:com|co\.uk)|bloomberg\.com|forbes\.com|washingtonpost\.com|theatlantic\.com|economist\.com|vox\.com|"
    r"reuters\.com|cnn\.com|ft\.com|wsj\.com|newyorker\.com|venturebeat\.com|zdnet\.com|infoq\.com|quantamagazine\.org|"
    r"lwn\.net|livejournal\.com|lkml\.org|lore\.kernel\.org|marc\.(?:info|theaimsgroup\.com)|spinics\.net|"
    r"mail-archives?\.(?:com|apache\.org))$|^lists?\.[\w-]+\.\w"
    r"|^(?:blog|blogs|news)\.|^(?:eng|engineering|tech|techblog)\.(?!\w+$|[\w.-]+\.(?:edu|ac\.\w+)$)|(?:\.|\w)blog\.\w+$|\.(?:blog|engineering)$"
)
#: Where anybody writes, works and news of all sorts: what is linked there is a post, and no proof of a work.
_FEEDS = re.compile(
    r"(?:^|\.)(?:zhihu\.com|weixin\.qq\.com|cnblogs\.com|jianshu\.com|csdn\.net|juejin\.(?:cn|im)|segmentfault\.com|51cto\.com|"
    r"oschina\.net|jiqizhixin\.com|yuque\.com|sohu\.com|sciencenet\.cn|qiita\.com|zenn\.dev|note\.com|hatenablog\.\w+|velog\.io|"
    r"tistory\.com|brunch\.co\.kr|habr\.com)$"
)
#: … and as Medium calls what it publishes for others: "what-is-wool-3283b554fc3b".
_POST_PATH = re.compile(
    r"/(?:blog|blogs|news|newsroom|post|posts|announcements?|articles?|essays?)(?:/|$|\.)|/msg\d{3,9}\.html?$|/\d{4}/\d\d/|/20\d\d/\d\d?/\d\d?/"
    r"|/(?=[a-z0-9-]{0,99}[g-z])[a-z0-9]+(?:-[a-z0-9]+){2,15}-(?=[0-9a-f]*\d)[0-9a-f]{11,12}/?$"
)
_COURSE = re.compile(
    r"(?:^|\.)(?:coursera\.org|udacity\.com|udemy\.com|edx\.org|fast\.ai|khanacademy\.org|mooc\.\w+)$|^cs\d+\w?\."
)
_BOOK = re.compile(
    r"^(?:www\.|smile\.)?amazon\.\w{2,3}(?:\.\w\w)?$"  # neither its web services nor its research
    r"|(?:^|\.)(?:oreilly\.com|manning\.com|goodreads\.com|book\.douban\.com|books\.google\.\w+|leanpub\.com|"
    r"packtpub\.com|apress\.com|nostarch\.com|pragprog\.com|routledge\.com|crcpress\.com|yalebooks\.\w+(?:\.\w+)?|wikibooks\.org|"
    r"bookdown\.org|gutenberg\.org|press\.princeton\.edu|press\.uchicago\.edu|ucpress\.edu|hup\.harvard\.edu)$"
    r"|(?<!face)book\.(?:com|org)$"
)
#: Where a house or a library has a book, or a writer his own: "/books/wool", "/~lund/woolbook/".
_BOOK_PATH = re.compile(
    r"/(?:core/)?(?:e?books?|monographs?)/[^/]+(?:/[^/.]+)?/?$"
    r"|/(?!(?:\w*[-_])?(?:note|face|play|year|guide|work|lab)book)[a-z-]{0,20}(?<!/)book\d?(?:[-_](?:final|draft|v?\d{1,4}))?(?:\.(?:pdf|html?))?/?$"
    r"|/(?:the-?)?book\.pdf$",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:pdf|djvu|(?:ps|dvi)(?:\.(?:gz|Z))?)$", re.IGNORECASE)
_WRITTEN = re.compile(r"\.(?:docx?|pptx?)$", re.IGNORECASE)  # no code
_TALK = re.compile(r"slides|(?<![a-z])presentation|lecture", re.IGNORECASE)  # no "representation"
_MIXED_FOLDER = re.compile(r"[^/]*(?:paper|publication|article)s?(?![a-z])[^/]*/", re.IGNORECASE)
_NO_PAPER = re.compile(
    r"/(?:sota|task|method|author|user|profile|geo|sra|genbank|genome|gene|blast|snp|nucleotide|protein|datasets?|tools?|books?|"
    r"conferences|loi|toc)(?:/|$)|/conference/[^/]+/?$|(?:/core)?/journals?/[^/]+/?$|/db/(?:conf|journals)/"
)
_ARCHIVE = re.compile(r"ncbi\.nlm\.nih\.gov$")  # beside papers it has databases, tools and books
_ARCHIVED = re.compile(r"/(?:labs/)?(?:pubmed|pmc)\b|/entrez/|/articles/|/\d+/?$", re.IGNORECASE)
# Sites of journals, archives of preprints and of universities, on one and the same software each.
_JOURNAL_SYSTEM = re.compile(
    r"/article/(?:view|download)/\d+|^/(?:research/)?pubs/pub\d+|^/papers/(?:\d{4}\.\d{4,5}|w\d{3,6}(?:\.pdf)?/?$)|^/preprints/[\w-]+/\w+|/handle/\d+(?:\.\d+)*/\d+"
    r"|/research/publications?/(?!(?:index|list|all|archive|search|type|year|author)\b)(?=[^/]*[A-Za-z])[\w.%-]{9,}/?$"
    r"|^/csdl/(?:proceedings(?:-article)?|journal|trans|magazine|mags)/\w+/\S"
)
_HERE = re.compile(r"\.{0,2}/|[^/:?#]+\.(?:pdf|ps|djvu)$", re.IGNORECASE)  # a file beside the list


_SITES = {
    "code": _CODE, "video": _VIDEO, "slides": _SLIDES, "publisher": _PUBLISHER, "posts": _POST_HOST, "feeds": _FEEDS,
    "course": _COURSE,
    "books": _BOOK, "archive": _ARCHIVE,
}  # fmt: skip


@lru_cache(maxsize=1_000)
def _site(host: str) -> frozenset[str]:
    """Return what kinds of site a host is."""
    return frozenset(kind for kind, hosts in _SITES.items() if hosts.search(host))


_KEPT = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(?=\w)")  # before the address of what was kept


@lru_cache(maxsize=4_000)
def _parts(url: str) -> tuple[frozenset[str], str]:
    """Return what kinds of site an address leads to, and its path."""
    try:
        url = _KEPT.sub("", url)
        parts = urlsplit(url if "//" in url or _HERE.match(url) else f"//{url}")
        return _site((parts.hostname or "").lower()), parts.path
    except ValueError:
        return _site(""), ""


def host_of(url: str) -> str:
    """Return the host of an address in small letters; "" where it has none.

    >>> host_of("https://Example.org/x"), host_of("x.pdf")
    ('example.org', '')
    """
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def is_web(url: str) -> bool:
    """Return whether a link leads to something outside of the list: no anchor, no mail address."""
    return ("/" in url or "." in url) and not url.startswith(("#", "mailto:", "javascript:", "data:"))


_NOTE = re.compile(r"\.(?:md|markdown|ipynb|org|rst|txt)$|/(?:issues|discussions|wiki)/[^/]+/?$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"[a-z][a-z0-9+.-]*:|//|#|www\.|/?[\w-]+\.(?:com|org|net|io|edu|cn|jp|kr|de|ru)(?:/|$)", re.IGNORECASE
)


@lru_cache(maxsize=4_000)
def is_site(url: str) -> bool:
    """Return whether an address leads to a whole site and to nothing on it.

    >>> is_site("https://arxiv.org/"), is_site("https://arxiv.org/abs/1706.03762")
    (True, False)
    """
    return bool(re.fullmatch(r"https?://[^/?#]+/?", url))


@lru_cache(maxsize=4_000)
def is_note_url(url: str) -> bool:
    """Return whether an address leads to a text beside the list, or to one in a repository: notes on what it names.

    >>> [is_note_url(url) for url in ("notes/gate.md", "gate/", "https://github.com/x/y/issues/1", "gate.pdf", "#gate")]
    [True, True, True, False, False]
    """
    if not _ELSEWHERE.match(url):
        name = url.partition("#")[0].rstrip("/").rpartition("/")[2]
        return "." not in name or bool(re.search(r"\.(?:md|markdown|ipynb|org|rst|txt|html?)$", name, re.IGNORECASE))
    site, path = _parts(url)
    return "code" in site and bool(_NOTE.search(path))


@lru_cache(maxsize=4_000)
def is_paper_url(url: str) -> bool:
    """Return whether the address alone says that a paper is there: an identifier, a publisher, a PDF."""
    site, path = _parts(url)
    if "code" in site:
        return bool(_FILE.search(path))
    placed = "publisher" in site and len(path) > 1 and not _NO_PAPER.match(path)
    placed = placed or _JOURNAL_SYSTEM.search(path) is not None
    placed = placed and ("archive" not in site or _ARCHIVED.match(path) is not None)
    return curie_of_url(url) is not None or placed or bool(_FILE.search(path))


_REDIRECTS = re.compile(
    r"https?://(?:www\.google\.\w+/url|l\.facebook\.com/l\.php|slack-redir\.net/link)\?", re.IGNORECASE
)


_NOWHERE = re.compile(r"#!?$|javascript:", re.IGNORECASE)


def unwrapped(url: str) -> str:
    """Return where an address leads that a program has put its own before, as exports of word processors do.

    One that only holds the place of an address, "#", leads nowhere.

    >>> unwrapped("https://www.google.com/url?q=https://arxiv.org/abs/1706.03762&sa=D"), unwrapped("#")
    ('https://arxiv.org/abs/1706.03762', '')
    """
    if _NOWHERE.match(url):
        return ""
    if not _REDIRECTS.match(url):
        return url
    asked = parse_qs(urlsplit(url).query)
    return next((asked[name][0] for name in ("q", "url", "u") if asked.get(name)), url)


@lru_cache(maxsize=4_000)
def role_of_url(url: str) -> LinkRole:
    """Return what the address says that it leads to; `page` when it does not say.

    >>> role_of_url("https://x.org/slides/gate.pdf"), role_of_url("https://x.org/papers_and_slides/gate.pdf")
    ('slides', 'paper')
    """
    site, path = _parts(url)
    if _FILE.search(path) and not _TALK.search(_MIXED_FOLDER.sub("/", path)):
        return "paper"
    if "slides" in site or path.lower().endswith((".ppt", ".pptx", ".key")) or _FILE.search(path):
        return "slides"
    if "code" in site:
        return "page" if is_note_url(url) or _WRITTEN.search(path) else "code"
    if "video" in site or path.lower().endswith((".mp4", ".webm", ".mov")):
        return "video"
    return "paper" if is_paper_url(url) else "page"


_PROJECT = re.compile(r"https?://[\w.-]+\.(?:github|gitlab|bitbucket)\.io(?![\w.-])", re.IGNORECASE)


def is_project_page(url: str) -> bool:
    """Return whether an address is of the page that authors have made for a work, and of no file on it.

    >>> is_project_page("https://wool.github.io/flock"), is_project_page("https://wool.github.io/flock.pdf")
    (True, False)
    """
    return role_of_url(url) == "page" and (is_site(url) or _PROJECT.match(url) is not None)


_TOLD = re.compile(r"/(?:slides|talks)/[^/]+$|(?:^|[-_/])keynote[-_.]|slides?\.(?:pdf|pptx?|key)$", re.IGNORECASE)


def is_talk_url(url: str) -> bool:
    """Return whether an address says that a talk is there, and not only that it lies among lectures.

    >>> is_talk_url("https://x.org/slides/01-Wool.pdf"), is_talk_url("https://x.org/lectures/lund1970.pdf")
    (True, False)
    """
    return _TOLD.search(_parts(url)[1]) is not None


def may_be_copy(url: str) -> bool:
    """Return whether a file lies among lectures, and nothing else says that it is their slides: a paper may be there.

    >>> may_be_copy("https://x.org/lectures/03/lund1970.pdf"), may_be_copy("https://x.org/lectures/slides.pdf")
    (True, False)
    """
    path = _parts(url)[1].lower()
    return path.endswith(".pdf") and "lecture" in path.rpartition("/")[0] and not re.search(r"slide|presentation", path)


@lru_cache(maxsize=4_000)
def kind_of_url(url: str) -> WorkKind | None:
    """Return the kind of work that the address of a title leads to, or None when it does not say.

    >>> kind_of_url("https://github.com/x/y"), kind_of_url("https://x.org/blog/z"), kind_of_url("https://x.org")
    ('repository', 'post', None)
    >>> [kind_of_url(f"https://{each}") for each in ("www.amazon.com/dp/1", "aws.amazon.com/rds", "x.org/book.pdf")]
    ['book', None, 'book']
    >>> kind_of_url("https://www.microsoft.com/en-us/research/publication/counting-sheep/")
    'paper'
    """
    site, path = _parts(url)
    if "code" not in site and _BOOK_PATH.search(path):
        return "book"
    if is_paper_url(url):
        return "paper"
    if "code" in site:
        return None if is_note_url(url) or _WRITTEN.search(path) else "repository"
    if site & {"posts", "feeds"} or _POST_PATH.search(path.lower()):
        return "post"
    if "books" in site:
        return "book"
    return None


_RULED = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)*(?:patents\.google\.\w+/|google\.\w+/patents/|rfc-editor\.org/(?:rfc|info)/|"
    r"tools\.ietf\.org/|datatracker\.ietf\.org/doc/|ietf\.org/(?:rfc|archive/id)/|w3\.org/TR/)[^/]",
    re.IGNORECASE,
)


def is_ruled(url: str) -> bool:
    """Return whether an address is of a patent or of a standard.

    >>> is_ruled("https://patents.google.com/patent/US1"), is_ruled("https://www.rfc-editor.org/rfc/rfc791")
    (True, True)
    """
    return _RULED.match(url) is not None


def is_encyclopedia(url: str) -> bool:
    """Return whether an address is of an article in an encyclopedia.

    >>> is_encyclopedia("https://en.wikipedia.org/wiki/R-tree"), is_encyclopedia("https://en.wikipedia.org/")
    (True, False)
    """
    return bool(_ENCYCLOPEDIA.match(url))


def is_feed(url: str) -> bool:
    """Return whether an address leads to a place where anybody writes about anything.

    >>> is_feed("https://zhuanlan.zhihu.com/p/1"), is_feed("https://distill.pub/2016/x")
    (True, False)
    """
    return "feeds" in _parts(url)[0]


_ENCYCLOPEDIA = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)*(?:wikipedia\.org|wikiwand\.com|baike\.baidu\.com|mathworld\.wolfram\.com|ncatlab\.org|"
    r"britannica\.com)/[^/]",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"/articles?/", re.IGNORECASE)


_OF_HOST = re.compile(
    r"/[^/]+/[^/]+/(?:pulls?|issues|discussions|compare|fork|stargazers|graphs)(?:/(?:new|contributors))?/?"
)


def is_article_url(url: str) -> bool:
    """Return whether an address says that an article is there and not of what: a journal's, or any other.

    >>> is_article_url("https://press.example/article/Details/ABC-012"), is_article_url("https://x.org/blog/articles/z")
    (True, False)
    """
    site, path = _parts(url)
    return (
        "posts" not in site and bool(_ARTICLE.search(path)) and not _POST_PATH.search(_ARTICLE.sub("/", path.lower()))
    )


def pastime_of_url(url: str) -> str | None:
    """Return "a video" or "a course" when that is what the address leads to, or None; so for the work on a list."""
    site, path = _parts(url)
    if "code" in site and _OF_HOST.fullmatch(path):
        return "a matter of the list itself"
    if "video" in site:
        return "a video"
    return "a course" if "course" in site else None
