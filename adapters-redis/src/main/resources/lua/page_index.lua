-- Reads a page of one or two sorted sets by time, newest first. The sets have no common members. Of members of the same
-- millisecond, those of the second set come first.
--
-- KEYS[1] zset   the larger set
-- KEYS[2] zset   the smaller set; absent for one set
-- ARGV[1] int    earliest time, ms
-- ARGV[2] int    time before which all members are, ms
-- ARGV[3] int    how many members to skip
-- ARGV[4] int    how many members to read at most
-- returns {number of members in this time, {member, ...}}

local large, small = KEYS[1], KEYS[2]
local from, to, offset, count = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])

local function size(set)
  return set and redis.call('ZCOUNT', set, from, '(' .. to) or 0
end

-- The number of members after the time, which precede the first member of the range.
local function before(set)
  return set and redis.call('ZCOUNT', set, to, '+inf') or 0
end

-- The members with their times from a position in the range.
local function read(set, first, position, total)
  local last = math.min(position + count, total) - 1
  if last < position then return {} end
  return redis.call('ZREVRANGE', set, first + position, first + last, 'WITHSCORES')
end

local large_total, small_total = size(large), size(small)
local large_first, small_first = before(large), before(small)

-- Finds how many members of the smaller set precede the page, by a binary search for the first of them that does not.
local low, high = 0, math.min(small_total, offset)
while low < high do
  local middle = math.floor((low + high) / 2)
  local time = redis.call('ZREVRANGE', small, small_first + middle, small_first + middle, 'WITHSCORES')[2]
  if middle + redis.call('ZCOUNT', large, '(' .. time, '(' .. to) < offset then
    low = middle + 1
  else
    high = middle
  end
end
local smalls, larges = read(small, small_first, low, small_total), read(large, large_first, offset - low, large_total)

local page, s, l = {}, 1, 1
while #page < count and (smalls[s] or larges[l]) do
  if smalls[s] and (not larges[l] or tonumber(smalls[s + 1]) >= tonumber(larges[l + 1])) then
    page[#page + 1] = smalls[s]
    s = s + 2
  else
    page[#page + 1] = larges[l]
    l = l + 2
  end
end
return {large_total + small_total, page}
