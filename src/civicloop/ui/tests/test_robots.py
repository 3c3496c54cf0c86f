def test_robots_read_everything_but_people_s_own_pages(db, client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert "User-agent: *" in lines
    assert "Disallow: /fr/account" in lines
    assert "Disallow: /" not in lines
