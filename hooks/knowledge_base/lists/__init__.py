"""What pages that list show: hubs, map, index of keywords, plan, sources, facts and changes."""
