"""A page that tries whatever a page can try to run a script in its report."""

from __future__ import annotations

HOSTILE = """<!doctype html><html><head><title>Tea</title><script>alert(1)</title>
<link rel="canonical" href="javascript:alert(1)"></head><body>
<nav class='"><script>alert(2)</script>'><a href="javascript:alert(3)">Home
&lt;b onclick=x&gt;</a></nav>
<h1>&lt;/title&gt;&lt;script&gt;alert(4)&lt;/script&gt; Tea</h1>
<p>Tea &lt;/style&gt;&lt;script&gt;alert(5)&lt;/script&gt; is made by steeping leaves in hot water,
and it takes <a href="javascript:alert(6)">three</a> or
<a href="https://tea.example/&quot;onclick=&quot;alert(6)">four</a> minutes.
<img src="https://tea.example/x.png" onerror="alert(7)" alt='"><script>alert(8)</script>'></p>
<p>&lt;img src=x onerror=alert(9)&gt; Then it is poured through a sieve into a warm cup, and milk is
added by those who like it. &lt;iframe srcdoc="&lt;script&gt;parent.alert(9)&lt;/script&gt;"&gt;</p>
<pre>&lt;/pre&gt;&lt;svg onload=alert(10)&gt;
&lt;meta http-equiv=refresh content="0;url=//x"&gt;</pre>
<p id='x"onmouseover="alert(11)'>&amp;lt;script&amp;gt;alert(12) \x00 \x1b[1m and so on, for quite a
while, with <a href="data:text/html,<script>alert(13)</script>">more</a> of it to come.</p>
</body></html>"""
